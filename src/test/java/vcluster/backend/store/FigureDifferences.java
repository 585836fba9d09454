package vcluster.backend.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import vcluster.backend.store.ExpectedFigures.Arrived;

/** What differs between the published tables and what is to be in them, each cell in a line. */
public final class FigureDifferences {
  /** The columns that tell the rows of each published table apart. */
  static final Map<String, List<String>> KEYS =
      Map.of(
          "published_population", List.of("population"),
          "published_item", List.of("kind", "name"),
          "published_history", List.of("day", "kind", "name"),
          "published_release", List.of("kind", "name", "release"),
          "published_week", List.of("kind", "name", "week"),
          "published_matrix", List.of("virtual", "host", "distro", "release"));

  private static final int ENOUGH = 60;

  private FigureDifferences() {}

  /**
   * Compares what was published on a day.
   *
   * @param connection may read all tables
   * @param days how many are kept, 90 at most
   * @param counted all that was counted before
   */
  public static List<String> find(
      Connection connection, LocalDate today, int days, List<Arrived> counted) throws SQLException {
    LocalDate day = today.minusDays(1);
    List<String> learned =
        TestDatabase.rows(
            connection,
            "SELECT kind, name FROM telemetry.item WHERE NOT registered OR kind LIKE '%version'");
    ExpectedFigures expected = new ExpectedFigures(day, days, learned, counted);
    List<String> found = new ArrayList<>();
    List<String> head =
        TestDatabase.rows(connection, "SELECT day, since, days FROM telemetry.published");
    if (!head.equals(List.of(day + "|" + expected.since() + "|" + days))) {
      found.add("published " + head);
    }
    for (Map.Entry<String, Map<String, Map<String, String>>> table : expected.tables().entrySet()) {
      compare(table.getKey(), table.getValue(), read(connection, table.getKey(), day, days), found);
    }
    return found.size() > ENOUGH ? found.subList(0, ENOUGH) : found;
  }

  private static void compare(
      String table,
      Map<String, Map<String, String>> expected,
      Map<String, Map<String, String>> actual,
      List<String> found) {
    TreeSet<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      Map<String, String> one = expected.get(key);
      Map<String, String> other = actual.get(key);
      if (one == null || other == null) {
        found.add(table + " " + key + ": expected " + one + " but is " + other);
        continue;
      }
      TreeSet<String> columns = new TreeSet<>(one.keySet());
      columns.addAll(other.keySet());
      for (String column : columns) {
        String value = String.valueOf(one.get(column));
        if (!value.equals(other.get(column))) {
          found.add(
              String.join(" ", table, key, column)
                  + ": expected "
                  + value
                  + " but is "
                  + other.get(column));
        }
      }
    }
  }

  /** Rows by their keys; of weeks only those that are published anew. */
  private static Map<String, Map<String, String>> read(
      Connection connection, String table, LocalDate day, int days) throws SQLException {
    boolean weeks = table.equals("published_week");
    String where = weeks ? " WHERE week > '" + day.minusDays(days) + "'" : "";
    List<String> key = KEYS.get(table);
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (ResultSet result =
        connection.createStatement().executeQuery("SELECT * FROM telemetry." + table + where)) {
      while (result.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getObject(i)));
        }
        rows.put(String.join("|", key.stream().map(row::remove).toList()), row);
      }
    }
    return rows;
  }
}
