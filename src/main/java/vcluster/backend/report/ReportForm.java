package vcluster.backend.report;

import java.time.LocalDate;
import java.util.stream.Collectors;
import vcluster.backend.report.Sheet.Screen;

/** In which form a report is printed; named as it is typed. */
public enum ReportForm {
  /** For people. */
  table,
  /** One object. */
  json,
  /** For a spreadsheet. */
  csv,
  /** For an issue. */
  markdown;

  /**
   * The text, without a line end.
   *
   * @param today to tell whether the figures are old
   * @param screen where a table is shown
   */
  public String print(Printable report, LocalDate today, Screen screen) {
    return switch (this) {
      case json -> report.json().toString();
      case csv -> report.cells().csv();
      case markdown -> before(report, today, ".\n\n", "\n\n") + report.sheet().markdown();
      case table -> before(report, today, "\n", "\n") + '\n' + table(report.sheet(), screen);
    };
  }

  private static String before(
      Printable report, LocalDate today, String afterHead, String afterNote) {
    return report.head(today)
        + afterHead
        + report.notes().stream().map(note -> note + afterNote).collect(Collectors.joining());
  }

  private static String table(Sheet sheet, Screen screen) {
    return sheet.rows().isEmpty() ? "Nothing." : sheet.table(screen);
  }
}
