package vcluster.backend.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the registry: a header line and rows, their cells separated by tabs
 * (docs/backend-registry.md).
 *
 * @param columns in their order
 * @param rows in the order of the file
 */
record Table(List<String> columns, List<Row> rows) {
  /** One row by its columns' names. */
  record Row(Map<String, String> cells) {
    /** The cell in a column that the table must have; it may be empty. */
    String get(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new IllegalStateException("no column " + column + " in a table of the registry");
      }
      return cell;
    }

    /** The cell in a column that not all tables have; else empty. */
    String find(String column) {
      return cells.getOrDefault(column, "");
    }

    boolean is(String column, String value) {
      return get(column).equals(value);
    }
  }

  /**
   * Reads a table of the program's jar.
   *
   * @throws IllegalStateException if it is missing or a row has more or fewer cells than the header
   */
  static Table read(String name) {
    List<String> lines = text(name).lines().toList();
    List<String> columns = cells(lines.get(0));
    List<Row> rows = lines.stream().skip(1).map(line -> row(name, columns, cells(line))).toList();
    return new Table(columns, rows);
  }

  /** The rows with this value in a column. */
  List<Row> where(String column, String value) {
    return rows.stream().filter(row -> row.is(column, value)).toList();
  }

  private static Row row(String name, List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalStateException(name + ".tsv has a broken row (broken build): " + cells);
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return new Row(row);
  }

  private static List<String> cells(String line) {
    return List.of(line.split("\t", -1));
  }

  private static String text(String name) {
    try (InputStream file = Table.class.getResourceAsStream(name + ".tsv")) {
      if (file == null) {
        throw new IllegalStateException(name + ".tsv is not in the program's jar (broken build)");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
