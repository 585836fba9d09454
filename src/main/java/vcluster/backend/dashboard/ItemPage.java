package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import vcluster.backend.registry.ReleaseDates;
import vcluster.backend.report.Count;
import vcluster.backend.report.ItemDecision;
import vcluster.backend.report.ItemFigures;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.Methodology;
import vcluster.backend.report.Report;
import vcluster.backend.report.Share;
import vcluster.backend.report.Sheet;
import vcluster.backend.report.WeekCells;
import vcluster.backend.report.WeekFigures;
import vcluster.backend.report.Words;

/**
 * An item with all that is known of it.
 *
 * @param report of it alone
 * @param reasons each with what it means
 * @param facts what the registry says
 * @param chart its share in each week; empty if too few were seen with it for that
 */
public record ItemPage(
    PageFrame frame,
    Report report,
    ItemFinding finding,
    List<Methodology.Meaning> reasons,
    TableView facts,
    TableView members,
    TableView releases,
    Optional<WeekChart> chart,
    List<WeekFigures> weeks)
    implements DashboardPage {
  static ItemPage of(
      Report report,
      List<WeekFigures> weeks,
      List<LocalDate> mondays,
      ReleaseDates dates,
      String head) {
    ItemFinding finding = report.findings().get(0);
    ItemFigures figures = finding.figures();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("kind", figures.kind());
    query.put("name", figures.name());
    return new ItemPage(
        PageFrame.of(figures.name(), "/item", Links.to("", query), head, report.survey()),
        report,
        finding,
        finding.decision().stream()
            .flatMap(decision -> decision.reasons().stream())
            .map(Methodology::meaning)
            .toList(),
        facts(report, dates),
        members(figures),
        byRelease(figures),
        weeks.isEmpty() ? Optional.empty() : Optional.of(chart(report, weeks, mondays, dates)),
        weeks);
  }

  /** What it is. */
  public String kind() {
    String kind = finding.figures().kind();
    return TableView.sentence(kind).replace('_', ' ');
  }

  /** What its verdict says; empty if it has none. */
  public String meaning() {
    return finding.decision().isPresent()
        ? Methodology.meaning(finding.verdict(), report.thresholds())
        : "";
  }

  private static TableView facts(Report report, ReleaseDates dates) {
    ItemFinding finding = report.findings().get(0);
    List<List<TableView.Cell>> rows = new ArrayList<>();
    finding
        .item()
        .ifPresent(
            item -> {
              add(rows, "Since", release(item.since(), dates));
              add(rows, "Deprecated since", release(item.deprecated(), dates));
              add(rows, "Replacement", item.replacement());
              add(rows, "Gone since", release(item.until(), dates));
            });
    ItemFigures figures = finding.figures();
    add(
        rows,
        "Trend against the 28 days before",
        finding.trend(report.survey(), report.thresholds(), Share.SURE));
    add(rows, "Confidence", finding.confidence(report.survey()).word());
    add(rows, "First seen", figures.firstSeen().map(LocalDate::toString).orElse(""));
    add(rows, "Last seen", figures.lastSeen().map(LocalDate::toString).orElse(""));
    add(rows, "Events in 28 days", Words.number(figures.events()));
    add(rows, "Failed", Words.number(figures.failed()));
    add(rows, "Members with a failure", figures.failing().toString());
    return new TableView(
        "Facts",
        List.of(TableView.Column.of("Fact", false), TableView.Column.of("Value", false)),
        rows);
  }

  private static void add(List<List<TableView.Cell>> rows, String what, String how) {
    if (!how.isEmpty()) {
      rows.add(List.of(TableView.Cell.of(what), TableView.Cell.of(how)));
    }
  }

  private static String release(String version, ReleaseDates dates) {
    return dates.of(version).map(day -> version + " (" + day + ")").orElse(version);
  }

  private static TableView members(ItemFigures figures) {
    return new TableView(
        "Members who were seen with it",
        List.of(
            TableView.Column.of("In the last", false),
            TableView.Column.of("Established", true),
            TableView.Column.of("Once-only", true)),
        List.of(
            row("7 days", figures.members7(), figures.once7()),
            row("28 days", figures.members28(), figures.once28()),
            row("90 days", figures.members90(), figures.once90())));
  }

  private static List<TableView.Cell> row(String window, Count established, OptionalLong once) {
    return List.of(
        TableView.Cell.of(window),
        TableView.Cell.of(established.toString()),
        TableView.Cell.of(Words.number(once)));
  }

  private static TableView byRelease(ItemFigures figures) {
    return new TableView(
        "By release, in 28 days",
        List.of(
            TableView.Column.of("Release", false),
            TableView.Column.of("Used it", true),
            TableView.Column.of("Exposed", true)),
        figures.releases().stream()
            .map(
                release ->
                    List.of(
                        TableView.Cell.of(release.release()),
                        TableView.Cell.of(release.used().toString()),
                        TableView.Cell.of(release.exposed().toString())))
            .toList());
  }

  private static WeekChart chart(
      Report report, List<WeekFigures> weeks, List<LocalDate> mondays, ReleaseDates dates) {
    List<OptionalDouble> values = new ArrayList<>();
    List<Optional<Share.Range>> intervals = new ArrayList<>();
    LocalDate first = report.survey().day().minusDays(report.survey().days() - 1L);
    for (LocalDate monday : mondays) {
      Optional<Share> share =
          weeks.stream()
              .filter(week -> week.week().equals(monday))
              .findFirst()
              .flatMap(ItemPage::share);
      values.add(
          share
              .map(it -> OptionalDouble.of(it.value()))
              .orElseGet(() -> nobody(weeks, monday, first)));
      intervals.add(share.map(report.thresholds()::interval));
    }
    return WeekChart.of(
        "Share by week",
        finding(report),
        mondays,
        List.of(new WeekChart.Series("share", values, intervals)),
        true,
        ReleaseMarks.of(dates));
  }

  /** Of the days that are kept, weeks without members are left out. */
  private static OptionalDouble nobody(List<WeekFigures> weeks, LocalDate monday, LocalDate first) {
    boolean told = weeks.stream().anyMatch(week -> week.week().equals(monday));
    return told || monday.isBefore(first) ? OptionalDouble.empty() : OptionalDouble.of(0);
  }

  private static Optional<Share> share(WeekFigures week) {
    return week.used().exact().isPresent() && week.exposed().exact().isPresent()
        ? ItemDecision.share(week.used(), week.exposed(), true)
        : Optional.empty();
  }

  private static String finding(Report report) {
    ItemFinding finding = report.findings().get(0);
    String population = finding.figures().population() + "s";
    return finding
        .share()
        .map(
            share -> {
              Share.Range range = report.thresholds().interval(share);
              return String.format(
                  "%s of %s %s used it in 28 days: %s, surely between %s and %s.",
                  finding.figures().used(),
                  finding.figures().exposed(),
                  population,
                  ItemDecision.percent(share.value()),
                  ItemDecision.atLeast(range.low()),
                  ItemDecision.atMost(range.high()));
            })
        .orElse("Fewer than 5 " + population + " used it in 28 days.");
  }

  @Override
  public String template() {
    return "item.jte";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = report.json();
    WeekCells.put(json, weeks);
    return json;
  }

  @Override
  public Sheet cells() {
    return WeekCells.sheet(weeks);
  }
}
