package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActiveWeeksTest {
  /** A Monday. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);

  @Test
  void wholeWeeksWithoutEvents_areGaps() {
    ActiveWeeks weeks = new ActiveWeeks(Map.of("machine", Set.of(MONDAY, MONDAY.plusDays(14))));

    assertThat(weeks.gaps(survey(MONDAY, MONDAY.plusDays(27)), "machine"))
        .containsExactly(MONDAY.plusDays(7), MONDAY.plusDays(21));
    // Neither a week that has begun nor one before the first event.
    assertThat(weeks.gaps(survey(MONDAY.plusDays(1), MONDAY.plusDays(26)), "machine"))
        .containsExactly(MONDAY.plusDays(7));
    assertThat(weeks.gaps(survey(MONDAY, MONDAY.plusDays(5)), "machine")).isEmpty();
  }

  @Test
  void populationWithoutEvents_isOneGap() {
    ActiveWeeks weeks = new ActiveWeeks(Map.of());

    assertThat(weeks.gaps(survey(MONDAY, MONDAY.plusDays(13)), "instance"))
        .isEqualTo(List.of(MONDAY, MONDAY.plusDays(7)));
  }

  private static Survey survey(LocalDate since, LocalDate day) {
    return new Survey(Instant.EPOCH, day, Optional.of(since), 90, false, Map.of());
  }
}
