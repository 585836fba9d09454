package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
  /** As of Apache commons-statistics-interval 1.2. */
  @ParameterizedTest
  @CsvSource({
    "3, 1000, 0.00102, 0.00878",
    "30, 1000, 0.02109, 0.04250",
    "300, 1000, 0.27241, 0.32912",
  })
  void interval_isWilsons(int x, int n, double low, double high) {
    Share.Range range = new Share(x, n).interval(Share.SURE);

    assertThat(range.low()).isCloseTo(low, within(0.000_005));
    assertThat(range.high()).isCloseTo(high, within(0.000_005));
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
