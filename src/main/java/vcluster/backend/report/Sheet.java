package vcluster.backend.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vcluster.usage.PlainText;

/**
 * Rows of texts below their headings.
 *
 * @param rows each with a text for each column
 */
public record Sheet(List<Column> columns, List<List<String>> rows) {
  /** What spreadsheets take for the beginning of a formula, in wide letters too. */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private static final String GAP = "  ";
  private static final String ELLIPSIS = "\u2026";

  /** No column is cut to less, for what is left would say nothing. */
  private static final int NARROW = 20;

  /**
   * A heading, and how what is below it is shown.
   *
   * @param right whether it is aligned to the right, as numbers are
   * @param cut whether what is too long for a screen is cut: an explanation may be, a name may not,
   *     for then nobody could tell which it is
   */
  public record Column(String heading, boolean right, boolean cut) {
    /** One that is never cut. */
    public Column(String heading, boolean right) {
      this(heading, right, false);
    }
  }

  /**
   * Where a table is shown.
   *
   * @param width in characters
   * @param paint what a cell of the first column looks like there, such as a verdict in its color
   */
  public record Screen(int width, UnaryOperator<String> paint) {
    /** A pipe or a file, which is as wide as it has to be. */
    public static final Screen NONE = new Screen(Integer.MAX_VALUE, UnaryOperator.identity());
  }

  /** As a table for a pipe. */
  public String table() {
    return table(Screen.NONE);
  }

  /**
   * Columns that are aligned, with two blanks between them. Those that may be cut are, the last one
   * first, to stay within the screen; what is wider even so the terminal wraps.
   */
  public String table(Screen screen) {
    List<List<String>> lines = all().stream().map(Sheet::plain).toList();
    int[] widths = widths(lines, screen.width());
    return lines.stream()
        .map(line -> line(line, widths, screen.paint()))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> plain(List<String> row) {
    return row.stream().map(PlainText::of).toList();
  }

  private int[] widths(List<List<String>> lines, int width) {
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
    for (int i = widths.length - 1; i >= 0 && excess > 0; i--) {
      if (columns.get(i).cut()) {
        int cut = Math.min(excess, Math.max(0, widths[i] - NARROW));
        widths[i] -= cut;
        excess -= cut;
      }
    }
    return widths;
  }

  private String line(List<String> row, int[] widths, UnaryOperator<String> paint) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(row.get(i), widths[i]);
      boolean right = columns.get(i).right();
      boolean last = i == widths.length - 1;
      String padding = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : GAP)
          .append(right ? padding : "")
          .append(i == 0 ? paint.apply(cell) : cell)
          .append(right || last ? "" : padding);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + ELLIPSIS;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
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

  /** Such as {@code -0.5} or {@code -1.0E-4}. */
  private static boolean isNumber(String text) {
    return text.matches("-[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");
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
    return row.stream().map(Sheet::markdown).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A text in a line of GitHub's Markdown, as it is. */
  static String markdown(String text) {
    return PlainText.of(text.replaceAll("\\s+", " "))
        .replaceAll("([\\\\`*_~&\\[\\]<>|])", "\\\\$1");
  }

  private List<List<String>> all() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns.stream().map(Column::heading).toList());
    all.addAll(rows);
    return all;
  }
}
