package vcluster.backend.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vcluster.backend.registry.Registry;
import vcluster.backend.report.Count;
import vcluster.backend.report.ItemFigures;
import vcluster.backend.report.WeekFigures;
import vcluster.backend.report.Words;

class ReleaseSharesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

  @Test
  void releasesThatFewHave_areNotNone_norLeftOutInSilence() {
    ReleaseShares shares =
        ReleaseShares.of(
            "cli_version",
            List.of(
                version("0.36.1", 60L),
                version("0.36.0", null),
                version("0.35.0", null),
                version("0.34.1", null),
                version("0.34.0", null),
                version("0.33.2", 0L),
                version("*", 20L)),
            List.of());

    assertThat(rows(shares))
        .containsExactly(
            List.of("0.36", "2026-07-17", "60+", "60%+"),
            List.of("0.35", "2026-06-16", "<5", "<5.0%"),
            List.of("0.34", "2026-04-29", "<9", "<9.0%"),
            List.of("0.33", "2026-03-15", "0", "0%"));
  }

  @Test
  void weekThatIsNotTold_isAGapInTheLine() {
    List<LocalDate> mondays = List.of(MONDAY, MONDAY.plusWeeks(1), MONDAY.plusWeeks(2));
    ReleaseShares shares =
        ReleaseShares.of(
            "cli_version",
            List.of(version("0.36.1", 60L)),
            List.of(
                week(mondays.get(0), 40L), week(mondays.get(1), null), week(mondays.get(2), 60L)));

    WeekChart chart = shares.chart("Releases", mondays, Map.of());

    assertThat(chart.lines()).hasSize(1);
    assertThat(chart.lines().get(0).dashed()).doesNotContain("L");
    assertThat(chart.table().rows().get(1).get(1).text()).isEqualTo(Words.UNTOLD);
  }

  private static List<List<String>> rows(ReleaseShares shares) {
    return shares.table("Releases", "Machines", Registry.releaseDates()).rows().stream()
        .map(row -> row.stream().map(TableView.Cell::text).toList())
        .toList();
  }

  private static ItemFigures version(String name, @Nullable Long used) {
    Count count = Count.of(used);
    OptionalLong none = OptionalLong.empty();
    return new ItemFigures(
        "cli_version",
        name,
        "machine",
        count,
        count,
        count,
        none,
        none,
        none,
        count,
        Count.of(100L),
        count,
        Count.of(100L),
        none,
        none,
        Count.of(0L),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static WeekFigures week(LocalDate monday, @Nullable Long used) {
    OptionalLong none = OptionalLong.empty();
    return new WeekFigures(
        "cli_version",
        "0.36.1",
        monday,
        Count.of(used),
        none,
        Count.of(used),
        Count.of(100L),
        none,
        none);
  }
}
