package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "my-vc", "a--b", "1a", "true", "a1"})
  void label_isAName(String name) {
    assertThat(InstanceName.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "-a", "a-", "--set", "-n", "A", "a.b", "a_b", "a b", " a", "a ", "a\n", "\na",
        "a\n-n", "a;id", "\"a\"", "a'", "a\"", "$(id)", "../a", "a/b", "é", "ａ", "a\u0000"
      })
  void anythingElse_isNone(String name) {
    assertThat(InstanceName.isValid(name)).isFalse();
  }

  @Test
  void name_hasAtMost63Characters() {
    assertThat(InstanceName.isValid("a".repeat(63))).isTrue();
    assertThat(InstanceName.isValid("a".repeat(64))).isFalse();
  }
}
