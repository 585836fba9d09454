package vcluster.backend.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of texts below their headings.
 *
 * @param rows each with a text for each column
 */
public record Sheet(List<Column> columns, List<List<String>> rows) {
  /** What spreadsheets take for the beginning of a formula. */
  private static final String FORMULA = "=+-@\t\r";

  /** A heading, and whether the column is aligned to the right, as numbers are. */
  public record Column(String heading, boolean right) {}

  /** Columns that are aligned, with two blanks between them. */
  public String table() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      widths.add(all().stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    return all().stream()
        .map(row -> line(row, widths).stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String padding = " ".repeat(widths.get(i) - row.get(i).length());
      line.append(columns.get(i).right() ? padding + row.get(i) : row.get(i) + padding)
          .append("  ");
    }
    return line.toString();
  }

  /** By RFC 4180; what a spreadsheet would take for a formula has an apostrophe before it. */
  public String csv() {
    return all().stream()
        .map(row -> row.stream().map(Sheet::csvCell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n"));
  }

  private static String csvCell(String text) {
    String harmless =
        !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !isNumber(text)
            ? "'" + text
            : text;
    return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }

  private static boolean isNumber(String text) {
    return text.chars().skip(1).allMatch(c -> Character.isDigit(c) || c == '.');
  }

  /** A table of GitHub's Markdown. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(markdownLine(columns.stream().map(Column::heading).toList()));
    lines.add(
        columns.stream()
            .map(column -> column.right() ? "---:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |")));
    rows.forEach(row -> lines.add(markdownLine(row)));
    return String.join("\n", lines);
  }

  private static String markdownLine(List<String> row) {
    return row.stream()
        .map(text -> text.replaceAll("([\\\\`*_\\[\\]<>|])", "\\\\$1").replaceAll("\\s+", " "))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private List<List<String>> all() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns.stream().map(Column::heading).toList());
    all.addAll(rows);
    return all;
  }
}
