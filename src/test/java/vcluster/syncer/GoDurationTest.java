package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Durations as people know them from Go's flags. */
class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "90s, PT1M30S",
    "5m, PT5M",
    "1m30s, PT1M30S",
    "1h2m3s4ms, PT1H2M3.004S",
    "500ms, PT0.5S",
    "24h, PT24H",
    "86400s, PT24H",
  })
  void form_isRead(String text, Duration duration) {
    assertThat(new GoDuration().convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "1", "s", "-1s", "1.5s", "1s1m", "1d", "1m ", "24h1ms", "9999999999s"})
  void otherText_isRefused(String text) {
    assertThatThrownBy(() -> new GoDuration().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
