package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Counts what was not kept, by day and name, for all servers together. */
public final class NotKept {
  private NotKept() {}

  /**
   * Adds these counts.
   *
   * @param connection of the ingest role; the caller commits
   */
  public static void add(Connection connection, LocalDate day, Map<String, Long> counts)
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
