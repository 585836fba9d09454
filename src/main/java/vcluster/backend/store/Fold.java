package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Counts who was seen when, by the owner's functions (db/postgresql/V7__seen.sql): what came in is
 * closed for new rows each minute, and then counted, some shards at a time. Many servers may do it
 * at once, each with other shards; what one does not finish, the next one does.
 *
 * @param database connections of the maintain role
 */
public record Fold(DataSource database) {
  /** Shards, of which 8 at most are counted at once, and ticks, which are of a minute each. */
  private static final int MANY = 60;

  /** How long it waits for calls that are still storing; then it is for the next time. */
  private static final int PAUSES = 500;

  /**
   * Counts what there is to count.
   *
   * @return the time before which all that was stored is counted
   * @throws SQLException if a step fails; those before it stay done, and it may be repeated
   */
  public Instant run() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      for (int i = 0; i < PAUSES && Query.isTrue(connection, "SELECT telemetry.fold_tick()"); i++) {
        Pause.make();
      }
      try {
        fold(connection, MANY);
      } catch (SQLException e) {
        // More than there is room or time for at once: one shard and one tick may do.
        fold(connection, 1);
      }
      Object time = Query.value(connection, "SELECT telemetry.counted_until()");
      return ((Timestamp) Objects.requireNonNull(time)).toInstant();
    }
  }

  private static void fold(Connection connection, int many) throws SQLException {
    while (Query.isTrue(connection, "SELECT telemetry.fold(?)", many)) {
      // Some shards and ticks more.
    }
  }
}
