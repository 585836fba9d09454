package vcluster.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SkipsTest {
  private static final TestAbortedException NO_ZSH = new TestAbortedException("no zsh");

  @Test
  void assumption_fails_whereSkipsAreFailures() {
    assertThatThrownBy(() -> new Skips(true).handleTestExecutionException(null, NO_ZSH))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("no zsh");
  }

  @Test
  void assumption_skips_otherwise() {
    assertThatThrownBy(() -> new Skips(false).handleTestExecutionException(null, NO_ZSH))
        .isSameAs(NO_ZSH);
  }
}
