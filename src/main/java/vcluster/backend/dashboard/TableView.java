package vcluster.backend.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vcluster.backend.report.ItemFigures;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.ItemVerdict;
import vcluster.backend.report.Sheet;

/** A table of a page. */
public record TableView(String caption, List<Column> columns, List<List<Cell>> rows) {
  /**
   * A heading.
   *
   * @param right whether it is of numbers
   * @param link to the page in the order of this column; empty if there is none
   * @param sorted {@code ascending}, {@code descending} or null, as ARIA has it
   */
  public record Column(String heading, boolean right, String link, @Nullable String sorted) {
    static Column of(String heading, boolean right) {
      return new Column(heading, right, "", null);
    }

    /** The class of its cells in the style sheet; null if there is none. */
    public @Nullable String style() {
      return right ? "n" : heading.equals("Why") ? "why" : null;
    }
  }

  /**
   * A text.
   *
   * @param link where it leads; empty if nowhere
   * @param verdict that it is; empty if it is none
   */
  public record Cell(String text, String link, Optional<ItemVerdict> verdict) {
    static Cell of(String text) {
      return new Cell(text, "", Optional.empty());
    }

    Cell to(String place) {
      return new Cell(text, place, verdict);
    }

    Cell as(ItemVerdict meant) {
      return new Cell(text, link, Optional.of(meant));
    }
  }

  /** A report's rows; headings are small letters with a great one. */
  static TableView of(String caption, Sheet sheet) {
    return new TableView(
        caption,
        sheet.columns().stream()
            .map(column -> Column.of(sentence(column.heading()), column.right()))
            .toList(),
        sheet.rows().stream().map(row -> row.stream().map(Cell::of).toList()).toList());
  }

  static String sentence(String heading) {
    return heading.charAt(0) + heading.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The column that names its row: the items, if there are any, or the first. */
  public int name() {
    return Math.max(0, column("Item"));
  }

  private int column(String heading) {
    return columns.stream().map(Column::heading).toList().indexOf(heading);
  }

  /** With a link from each item to its page, and verdicts as such; a row for each finding. */
  TableView withItems(List<ItemFinding> findings) {
    return with(
            column("Item"),
            (cell, row) -> {
              ItemFigures figures = findings.get(row).figures();
              return cell.to(Links.item(figures.kind(), figures.name()));
            })
        .with(column("Verdict"), (cell, row) -> cell.as(findings.get(row).verdict()));
  }

  private TableView with(int column, BiFunction<Cell, Integer, Cell> change) {
    if (column < 0) {
      return this;
    }
    List<List<Cell>> changed = new ArrayList<>();
    for (List<Cell> row : rows) {
      List<Cell> cells = new ArrayList<>(row);
      cells.set(column, change.apply(row.get(column), changed.size()));
      changed.add(cells);
    }
    return new TableView(caption, columns, changed);
  }
}
