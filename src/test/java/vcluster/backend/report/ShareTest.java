package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 5",
    "3, 1000",
    "30, 1000",
    "300, 1000",
    "999, 1000",
    "5, 300",
    "7, 29310",
    "412, 2000000000"
  })
  void interval_isWilsons(int x, int n) {
    for (double z : new double[] {Share.SURE, Share.VERY_SURE}) {
      Share.Range range = new Share(x, n).interval(z);
      Interval expected =
          BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
              n, x, z == Share.SURE ? 0.05 : 0.01);

      assertThat(range.low()).isCloseTo(expected.getLowerBound(), within(1e-12));
      assertThat(range.high()).isCloseTo(expected.getUpperBound(), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.1%, 0.001", "1%, 0.01", "0.001, 0.001", "100%, 1", "1, 1", "0, 0", "12.5%, 0.125"})
  void share_isRead(String text, double share) {
    assertThat(Share.parse(text).orElseThrow()).isCloseTo(share, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "101%", "1.1", "-1%", "1e-3", "NaN", "1 %", "\u0661%", ".5"})
  void whatIsNoShare_isRefused(String text) {
    assertThat(Share.parse(text)).isEmpty();
  }

  @Test
  void interval_ofNone_endsWhereNoneWouldBeSeenOnceInTwentyTimes() {
    Share.Range range = new Share(0, 3_000).interval(Share.SURE);

    assertThat(range.low()).isZero();
    assertThat(Math.pow(1 - range.high(), 3_000)).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void interval_ofAll_endsAtOne() {
    assertThat(new Share(10, 10).interval(Share.SURE).high()).isCloseTo(1, within(1e-12));
  }

  /** The examples of Newcombe's paper (Statistics in Medicine 17, 1998, table II, method 10). */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "10, 10, 0, 10, 0.6075, 1.0000",
    "5, 56, 0, 29, -0.0381, 0.1926",
  })
  void difference_isNewcombes(int x, int n, int earlierX, int earlierN, double low, double high) {
    Share.Range range = new Share(x, n).minus(new Share(earlierX, earlierN), Share.SURE);

    assertThat(range.low()).isCloseTo(low, within(0.000_05));
    assertThat(range.high()).isCloseTo(high, within(0.000_05));
  }
}
