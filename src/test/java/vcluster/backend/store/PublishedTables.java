package vcluster.backend.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vcluster.testing.Unchecked;

/** Reads the tables of what is published as {@code vcluster_report} does. */
final class PublishedTables {
  /** The columns that tell the rows of each table apart. */
  static final Map<String, List<String>> KEYS =
      Map.of(
          "published_population", List.of("population"),
          "published_item", List.of("kind", "name"),
          "published_release", List.of("kind", "name", "release"),
          "published_week", List.of("kind", "name", "week"),
          "published_matrix", List.of("virtual", "host", "distro", "release"));

  private PublishedTables() {}

  /** Rows by their keys; of weeks only those that can still change. */
  static Map<String, Map<String, String>> read(
      TestDatabase database, String table, LocalDate day, int days) {
    String where =
        table.equals("published_week") ? " WHERE week > '" + day.minusDays(days) + "'" : "";
    return Unchecked.get(() -> read(database, table + where, KEYS.get(table)));
  }

  /** All rows of a table by their keys. */
  static Map<String, Map<String, String>> read(TestDatabase database, String table)
      throws SQLException {
    return read(database, table, KEYS.get(table));
  }

  private static Map<String, Map<String, String>> read(
      TestDatabase database, String from, List<String> key) throws SQLException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (Connection report = database.connect(Role.REPORT);
        ResultSet result =
            report.createStatement().executeQuery("SELECT * FROM telemetry." + from)) {
      while (result.next()) {
        Map<String, String> row = new TreeMap<>();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String column = result.getMetaData().getColumnName(i);
          String value = String.valueOf(result.getObject(i));
          if (key.contains(column)) {
            values.add(value);
          } else {
            row.put(column, value);
          }
        }
        rows.put(String.join("|", values), row);
      }
    }
    return rows;
  }
}
