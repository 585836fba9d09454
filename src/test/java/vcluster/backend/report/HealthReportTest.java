package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {
  @Test
  void daysThatAreNotCounted_areTold() {
    assertThat(notes(Published.TODAY))
        .contains("The figures are up to date: all days that are over are counted.");
    assertThat(notes(Published.TODAY.plusDays(1)))
        .contains("1 day that is over is not counted yet.");
    assertThat(notes(Published.TODAY.plusDays(2)))
        .contains("2 days that are over are not counted yet.");
  }

  @Test
  void eventsOfFew_areSaidToBeMissing() {
    assertThat(notes(Published.TODAY))
        .anyMatch(note -> note.startsWith("Events of items that fewer than 5 members were seen"));
  }

  private static List<String> notes(LocalDate today) {
    return HealthReport.of(Published.figures(), Published.weeks(), today).notes();
  }
}
