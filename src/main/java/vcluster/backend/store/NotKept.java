package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Counts what was not kept, by day and name, for all servers together. */
public final class NotKept {
  private static final String H2 =
      "MERGE INTO tally t USING (SELECT CAST(? AS date) AS d, CAST(? AS varchar) AS name,"
          + " CAST(? AS bigint) AS n) g ON t.\"DAY\" = g.d AND t.name = g.name"
          + " WHEN MATCHED THEN UPDATE SET \"COUNT\" = t.\"COUNT\" + g.n"
          + " WHEN NOT MATCHED THEN INSERT VALUES (g.d, g.name, g.n)";

  private NotKept() {}

  /**
   * Adds these counts.
   *
   * @param connection of the ingest role; the caller commits
   */
  public static void add(
      Dialect dialect, Connection connection, LocalDate day, Map<String, Long> counts)
      throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      addOnPostgres(connection, day, counts);
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(H2)) {
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        statement.setObject(1, day);
        statement.setString(2, count.getKey());
        statement.setLong(3, count.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void addOnPostgres(Connection connection, LocalDate day, Map<String, Long> counts)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT telemetry.ingest_tally(?, ?, ?)")) {
      statement.setObject(1, day);
      statement.setArray(2, connection.createArrayOf("text", counts.keySet().toArray()));
      statement.setArray(3, connection.createArrayOf("int8", counts.values().toArray()));
      statement.executeQuery().close();
    }
  }
}
