package vcluster.backend.dashboard;

import vcluster.backend.report.Report;

/**
 * What fails.
 *
 * @param report the failures
 * @param table of what is decided on and fails often
 */
public record FailuresPage(PageFrame frame, Report report, TableView items, TableView table)
    implements ReportPage {
  private static final int ROWS = 100;

  static FailuresPage of(Report failures, Report decisions, String head) {
    Report failing = decisions.where(finding -> finding.has("failing"));
    Report shown = failures.part(0, ROWS);
    String title =
        failures.findings().size() > ROWS
            ? "What fails, and why: the first " + ROWS + "; all are in the CSV"
            : "What fails, and why";
    return new FailuresPage(
        PageFrame.of("Failures", "/failures", "", head, failures.survey()),
        failures,
        TableView.of("Fails in one of ten runs or more", failing.sheet())
            .withItems(failing.findings()),
        TableView.of(title, shown.sheet()).withItems(shown.findings()));
  }

  @Override
  public String template() {
    return "failures.jte";
  }
}
