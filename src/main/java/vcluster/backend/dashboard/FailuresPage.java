package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import vcluster.backend.report.Report;
import vcluster.backend.report.Sheet;

/**
 * What fails.
 *
 * @param report the failures
 * @param table of what is decided on and fails often
 */
public record FailuresPage(PageFrame frame, Report report, TableView items, TableView table)
    implements DashboardPage {
  private static final int ROWS = 100;

  static FailuresPage of(Report failures, Report decisions, String head) {
    Report failing = decisions.where(finding -> finding.has("failing"));
    Report shown =
        new Report(
            failures.topic(),
            failures.survey(),
            failures.thresholds(),
            failures.findings().stream().limit(ROWS).toList());
    return new FailuresPage(
        PageFrame.of("Failures", "/failures", "", head, failures.survey()),
        failures,
        Tables.withItems(
            TableView.of("Fails in one of ten runs or more", failing.sheet()), failing.findings()),
        Tables.withItems(
            TableView.of(
                failures.findings().size() > ROWS
                    ? "What fails, and why: the first " + ROWS + "; all are in the CSV"
                    : "What fails, and why",
                shown.sheet()),
            shown.findings()));
  }

  @Override
  public String template() {
    return "failures.jte";
  }

  @Override
  public ObjectNode json() {
    return report.json();
  }

  @Override
  public Sheet cells() {
    return report.cells();
  }
}
