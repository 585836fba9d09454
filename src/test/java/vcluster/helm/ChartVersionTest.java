package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartVersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.20.0, 0, 20, 0",
    "v0.19.10, 0, 19, 10",
    "1.2.3-alpha.1, 1, 2, 3",
    "1.2.3-0a.--.x-y, 1, 2, 3",
    "1.2.3+001.build, 1, 2, 3",
    "v1.2.3-rc.1+5, 1, 2, 3",
    "999999999.0.0, 999999999, 0, 0"
  })
  void version_isRead(String text, int major, int minor, int patch) {
    String bare = text.startsWith("v") ? text.substring(1) : text;
    assertThat(ChartVersion.parse(text)).contains(new ChartVersion(major, minor, patch, bare));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/chart-versions-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  @ValueSource(strings = {"", " 0.20.0", "0.20.0 ", "0.20.0\n"})
  void noVersion_isNone(String text) {
    assertThat(ChartVersion.parse(text)).isEmpty();
  }

  @Test
  void longText_isNoneAndDoesNotExhaustTheStack() {
    assertThat(ChartVersion.parse("1.2.3-a" + ".a".repeat(100_000))).isEmpty();
  }
}
