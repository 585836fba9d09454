package vcluster.backend.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vcluster.backend.report.Sheet.Column;

/** A list of items for people: its columns, and what they have to know about them. */
record ReportText(Report report) {
  Sheet sheet() {
    return report.topic() == Topic.DECIDE ? decisions() : uses();
  }

  private Sheet decisions() {
    return new Sheet(
        List.of(
            new Column("VERDICT", false),
            new Column("ITEM", false),
            new Column("90 DAYS", true),
            new Column("SHARE", true),
            new Column("OF", true),
            new Column("WHY", false, true)),
        report.findings().stream()
            .map(
                finding ->
                    List.of(
                        finding.verdict().words(),
                        report.label(finding.figures()),
                        Words.members(finding.figures().members90(), finding.figures().once90()),
                        share(finding),
                        finding.figures().exposed().toString(),
                        why(finding)))
            .toList());
  }

  private Sheet uses() {
    return new Sheet(
        List.of(
            new Column("ITEM", false),
            new Column("7 DAYS", true),
            new Column("28 DAYS", true),
            new Column("90 DAYS", true),
            new Column("SHARE", true),
            new Column("OF", true),
            new Column("TREND", true),
            new Column("EVENTS", true),
            new Column("FAILED", true)),
        report.findings().stream()
            .map(
                finding -> {
                  ItemFigures figures = finding.figures();
                  return List.of(
                      report.label(figures),
                      Words.members(figures.members7(), figures.once7()),
                      Words.members(figures.members28(), figures.once28()),
                      Words.members(figures.members90(), figures.once90()),
                      share(finding),
                      figures.exposed().toString(),
                      finding.trend(report.survey(), report.thresholds(), Share.VERY_SURE),
                      Words.number(figures.events()),
                      report.topic() == Topic.FAILURES
                          ? Words.UNTOLD
                          : Words.number(figures.failed()));
                })
            .toList());
  }

  /** With its interval, or what it is at most. */
  private String share(ItemFinding finding) {
    Thresholds thresholds = report.thresholds();
    if (finding.figures().exposed().isZero()) {
      return Words.UNTOLD;
    }
    Optional<Share> exact = finding.share();
    if (exact.isPresent() && thresholds.census()) {
      return ItemDecision.percent(exact.get().value());
    }
    if (exact.isEmpty() || exact.get().x() == 0) {
      return finding
          .most(thresholds)
          .map(most -> "at most " + ItemDecision.atMost(most))
          .orElse(Words.UNTOLD);
    }
    Share.Range range = thresholds.interval(exact.get());
    return ItemDecision.percent(exact.get().value())
        + " ("
        + ItemDecision.atLeast(range.low())
        + " to "
        + ItemDecision.atMost(range.high())
        + ')';
  }

  private static String why(ItemFinding finding) {
    return finding
        .decision()
        .map(
            decision ->
                decision.reasons().stream()
                    .filter(reason -> !reason.equals("opted-out-unknown"))
                    .collect(Collectors.joining(", ")))
        .orElse("");
  }
}
