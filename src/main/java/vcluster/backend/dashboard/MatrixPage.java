package vcluster.backend.dashboard;

import java.util.List;
import vcluster.backend.report.MatrixReport;

/** Which combinations to test. */
public record MatrixPage(PageFrame frame, MatrixReport report, List<String> notes, TableView table)
    implements ReportPage {
  static MatrixPage of(MatrixReport report, String head) {
    return new MatrixPage(
        PageFrame.of("Matrix", "/matrix", "", head, report.matrix().survey()),
        report,
        report.notes(),
        TableView.of("What to test, the most frequent first", report.sheet()));
  }

  @Override
  public String template() {
    return "matrix.jte";
  }
}
