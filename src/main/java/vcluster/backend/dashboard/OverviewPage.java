package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import vcluster.backend.registry.ReleaseDates;
import vcluster.backend.report.HealthReport;
import vcluster.backend.report.ItemDecision;
import vcluster.backend.report.ItemVerdict;
import vcluster.backend.report.Report;
import vcluster.backend.report.Sheet;
import vcluster.backend.report.Survey;
import vcluster.backend.report.WeekCells;
import vcluster.backend.report.WeekFigures;

/**
 * What one wants to know first: what is to be decided, who is there, and on which release.
 *
 * @param verdicts how many items have each, in the order of urgency
 * @param notes what to know of the data before one believes it
 * @param unknown how much of it has no name
 */
public record OverviewPage(
    PageFrame frame,
    List<VerdictCount> verdicts,
    List<WeekChart> charts,
    List<TableView> releases,
    HealthReport health,
    List<String> notes,
    TableView unknown,
    List<WeekFigures> weeks)
    implements DashboardPage {
  private static final int SETTLED = 3;
  private static final int BEFORE = 4;
  private static final int LEAST_TO_COMPARE = 20;

  /** A verdict, and the page that lists its items. */
  public record VerdictCount(ItemVerdict verdict, long items, String link) {}

  static OverviewPage of(
      Snapshot snapshot, Report decisions, HealthReport health, ReleaseDates dates, String head) {
    Survey survey = snapshot.published().survey();
    List<LocalDate> mondays = snapshot.mondays();
    Map<LocalDate, String> marks = ReleaseMarks.of(dates);
    ReleaseShares cli =
        ReleaseShares.of(
            "cli_version", snapshot.published().items(), snapshot.weeksOf("cli_version"));
    ReleaseShares syncer =
        ReleaseShares.of(
            "syncer_version", snapshot.published().items(), snapshot.weeksOf("syncer_version"));
    return new OverviewPage(
        PageFrame.of("Overview", "/", "", head, survey),
        counts(decisions),
        List.of(
            active("Active machines", "machine", snapshot, marks),
            active("Active instances", "instance", snapshot, marks),
            cli.chart("Releases of the command line", mondays, marks),
            syncer.chart("Releases of the syncer", mondays, marks)),
        List.of(
            cli.table("Releases of the command line", "Machines", dates),
            syncer.table("Releases of the syncer", "Instances", dates)),
        health,
        health.notes(),
        TableView.of("What has no name", health.sheet()),
        snapshot.weeks().values().stream()
            .flatMap(List::stream)
            .sorted(
                Comparator.comparing(WeekFigures::kind)
                    .thenComparing(WeekFigures::week)
                    .thenComparing(WeekFigures::name))
            .toList());
  }

  private static List<VerdictCount> counts(Report decisions) {
    return Arrays.stream(ItemVerdict.values())
        .map(
            verdict ->
                new VerdictCount(
                    verdict,
                    decisions.findings().stream().filter(it -> it.verdict() == verdict).count(),
                    Links.to("/decide", Map.of("verdict", verdict.option()))))
        .toList();
  }

  private static WeekChart active(
      String title, String population, Snapshot snapshot, Map<LocalDate, String> marks) {
    List<LocalDate> mondays = snapshot.mondays();
    List<Optional<WeekFigures>> weeks =
        mondays.stream().map(monday -> week(snapshot.weeksOf(population), monday)).toList();
    return WeekChart.of(
        title,
        finding(population, weeks),
        mondays,
        List.of(
            new WeekChart.Series(
                "established", values(weeks, week -> week.members().exact()), List.of()),
            new WeekChart.Series("once-only", values(weeks, WeekFigures::once), List.of())),
        false,
        marks);
  }

  private static Optional<WeekFigures> week(List<WeekFigures> weeks, LocalDate monday) {
    return weeks.stream().filter(week -> week.week().equals(monday)).findFirst();
  }

  /** Of a week that late events hardly change any more, if there are enough to compare. */
  private static String finding(String population, List<Optional<WeekFigures>> weeks) {
    OptionalLong now = established(weeks, weeks.size() - SETTLED);
    OptionalLong before = established(weeks, weeks.size() - SETTLED - BEFORE);
    if (now.isEmpty() || before.orElse(0) < LEAST_TO_COMPARE) {
      return "Too few weeks, or too few " + population + "s, to compare.";
    }
    double change = (double) now.getAsLong() / before.getAsLong() - 1;
    return String.format(
        Locale.ROOT,
        "%,d established %ss were active in the week of %s, %s %s than four weeks before.",
        now.getAsLong(),
        population,
        weeks.get(weeks.size() - SETTLED).orElseThrow().week(),
        ItemDecision.percent(Math.abs(change)),
        change < 0 ? "fewer" : "more");
  }

  private static OptionalLong established(List<Optional<WeekFigures>> weeks, int place) {
    return place < 0
        ? OptionalLong.empty()
        : weeks.get(place).map(week -> week.members().exact()).orElse(OptionalLong.empty());
  }

  /** In a week that is not there nobody was. */
  private static List<OptionalDouble> values(
      List<Optional<WeekFigures>> weeks, Function<WeekFigures, OptionalLong> value) {
    return weeks.stream()
        .map(week -> week.map(value).orElse(OptionalLong.of(0)))
        .map(
            number ->
                number.isPresent()
                    ? OptionalDouble.of((double) number.getAsLong())
                    : OptionalDouble.empty())
        .toList();
  }

  @Override
  public String template() {
    return "overview.jte";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = health.json().put("report", "overview");
    ObjectNode items = json.putObject("verdicts");
    verdicts.forEach(count -> items.put(count.verdict().option(), count.items()));
    WeekCells.put(json, weeks);
    return json;
  }

  @Override
  public Sheet cells() {
    return WeekCells.sheet(weeks);
  }
}
