package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.backend.report.ReleaseMix.Part;

class ReleaseMixTest {
  /**
   * On the old release 400 of 800 and then 110 of 200 use it, on the new one 20 of 200 and then 120
   * of 800: both shares rise by 5 points, from 50 % and from 10 %. The whole one falls from 42 % to
   * 23 %.
   */
  @Test
  void change_isThatWithinReleases_whateverBecomesOfTheWhole() {
    ReleaseMix mix =
        new ReleaseMix(List.of(new Part(110, 200, 400, 800), new Part(120, 800, 20, 200)));

    assertThat(mix.change().orElseThrow()).isCloseTo(0.05, within(1e-12));
  }

  /** The weights are 800 * 200 / 1,000 = 160 and 100 * 100 / 200 = 50: (16 - 10) / 210. */
  @Test
  void change_isWeightedByHowManyHadTheReleaseBothTimes() {
    ReleaseMix mix =
        new ReleaseMix(List.of(new Part(160, 800, 20, 200), new Part(30, 100, 50, 100)));

    assertThat(mix.change().orElseThrow()).isCloseTo(6.0 / 210, within(1e-12));
  }

  @Test
  void releaseOfOnePeriod_saysNothing() {
    Part fresh = new Part(90, 100, 0, 0);
    Part gone = new Part(0, 0, 1, 70);

    assertThat(new ReleaseMix(List.of(fresh, gone)).change()).isEmpty();
    assertThat(new ReleaseMix(List.of()).change()).isEmpty();
    assertThat(new ReleaseMix(List.of(fresh, gone, new Part(30, 100, 20, 100))).change())
        .hasValueCloseTo(0.1, within(1e-12));
  }
}
