package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTimeTest {
  private static final long NOW = 1_772_600_767_123_456L;
  private static final long DAY = 86_400_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {NOW, NOW - 1, NOW - 30 * DAY, NOW + 600_000_000L})
  void timeThatCanBeTrue_counts(long claimed) {
    assertThat(ClientTime.ofMicros(claimed, NOW)).isEqualTo(claimed);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        NOW - 30 * DAY - 1,
        NOW + 600_000_001L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        NOW * 1_000
      })
  void absurdTime_countsAsTheServers(long claimed) {
    assertThat(ClientTime.ofMicros(claimed, NOW)).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, 17_071_593_829L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 1_000_000})
  void absurdSeconds_countAsTheServers(long claimed) {
    assertThat(ClientTime.ofSeconds(claimed, NOW)).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_772_600_767L, 1_772_600_000L})
  void seconds_areMicrosecondsOfTheServer(long claimed) {
    assertThat(ClientTime.ofSeconds(claimed, NOW)).isEqualTo(claimed * 1_000_000);
  }
}
