package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.backend.report.Sheet.Screen;

class DiffReportTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final List<VerdictChange> CHANGES =
      List.of(
          new VerdictChange(
              "option",
              "vcluster create --expose",
              ItemVerdict.LITTLE_USED,
              ItemVerdict.UNUSED_WEAK));

  @Test
  void change_isPrintedInEachForm() {
    DiffReport report = new DiffReport(Published.survey(), Thresholds.DEFAULT, DAY, DAY, CHANGES);

    assertThat(print(report, ReportForm.table))
        .contains("1 verdict has changed since 2026-11-20.")
        .endsWith(
            "BEFORE       NOW                     ITEM\n"
                + "little used  unused (weak evidence)  option vcluster create --expose");
    assertThat(print(report, ReportForm.csv))
        .isEqualTo(
            "kind,name,before,after\r\noption,vcluster create --expose,little-used,unused-weak");
    assertThat(print(report, ReportForm.json))
        .contains("\"report\":\"diff\"")
        .endsWith(
            "\"since\":\"2026-11-20\",\"changes\":[{\"kind\":\"option\","
                + "\"name\":\"vcluster create --expose\",\"before\":\"little used\","
                + "\"after\":\"unused (weak evidence)\"}]}");
  }

  @Test
  void earlierDay_isSaidToBeMissing() {
    DiffReport later =
        new DiffReport(Published.survey(), Thresholds.DEFAULT, DAY.minusDays(1), DAY, List.of());
    DiffReport earlier =
        new DiffReport(Published.survey(), Thresholds.DEFAULT, DAY.plusDays(1), DAY, List.of());

    assertThat(later.notes())
        .containsExactly(
            "There are no verdicts of 2026-11-19 or before.",
            "0 verdicts have changed since 2026-11-20.");
    assertThat(earlier.notes()).containsExactly("0 verdicts have changed since 2026-11-20.");
  }

  @Test
  void thresholds_areTold() {
    Thresholds census = Thresholds.CENSUS.with("kept", "2%");
    DiffReport report = new DiffReport(Published.survey(), census, DAY, DAY, CHANGES);

    assertThat(report.notes())
        .containsExactly(
            "A census: these members are all there are, so shares are exact, and few are enough.",
            "Thresholds of this report: kept 2.0%.",
            "1 verdict has changed since 2026-11-20.");
    assertThat(report.json().get("census").booleanValue()).isTrue();
    assertThat(report.json().at("/thresholds/kept").doubleValue()).isEqualTo(0.02);
  }

  @Test
  void changes_areThoseOfTheVerdicts() {
    PublishedFigures now = Published.figures();
    PublishedFigures then = Published.named("option", "vcluster create --expose");

    assertThat(DiffReport.of(now, now, DAY, Thresholds.DEFAULT).changes()).isEmpty();
    assertThat(DiffReport.of(then, now, DAY, Thresholds.DEFAULT).changes())
        .containsExactly(
            new VerdictChange(
                "option", "vcluster create --expose", ItemVerdict.KEEP, ItemVerdict.LITTLE_USED));
  }

  private static String print(DiffReport report, ReportForm form) {
    return form.print(report, Published.TODAY, Screen.NONE);
  }
}
