package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptsTest {
  @ParameterizedTest
  @CsvSource({
    "31 (java) R 30 31 20 34816 31 4194304 121 0, true",
    "31 (java) R 30 31 20 34816 20 4194304 121 0, false",
    "31 (java) R 30 31 31 0 -1 4194304 121 0, false",
    "31 (a) b) 1 2 3) S 30 31 20 34816 31 4194304, true",
    "31 (java), false",
    "'', false"
  })
  void group_isTheTerminalsOrNot(String state, boolean foreground) {
    assertThat(Interrupts.isForeground(state)).isEqualTo(foreground);
  }
}
