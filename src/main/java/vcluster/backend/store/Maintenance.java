package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Keeps a database in order by the owner's functions (db/postgresql/V5__totals.sql,
 * V6__maintain.sql): room for the days ahead, totals up to date, nothing kept too long. Each call
 * is a transaction of its own.
 *
 * @param database connections of the maintain role
 * @param rowDays days that rows are kept, at least one
 */
public record Maintenance(DataSource database, int rowDays) {
  private static final int DAYS_AHEAD = 7;

  /** A repeated request is known as such for so long. */
  private static final int KEY_DAYS = 45;

  /** An hour or a day takes no more events after this; clients keep theirs for less (30 days). */
  private static final int MEMBER_DAYS = 40;

  /** So many rows go in one transaction; more would hold up others. */
  private static final int AT_ONCE = 20_000;

  /** Of the session: it goes with the connection, should the server be killed. */
  static final long LOCK = 7305804402567733348L;

  /** So many transactions are taken up at once: the first ones of an hour fill its groups. */
  private static final long BATCHES = 1_000;

  /**
   * Does all there is to do. Many servers may call it: one does it, the others leave it to that
   * one.
   *
   * @param now the server's time
   * @return whether it was done here
   * @throws SQLException if a step fails; those before it stay done
   */
  public boolean run(Instant now) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      if (!Query.isTrue(connection, "SELECT pg_try_advisory_lock(?)", LOCK)) {
        return false;
      }
      try {
        run(connection, now.atZone(ZoneOffset.UTC).toLocalDate());
      } finally {
        Query.number(connection, "SELECT pg_advisory_unlock(?)", LOCK);
      }
      return true;
    }
  }

  private void run(Connection connection, LocalDate today) throws SQLException {
    Query.number(connection, "SELECT telemetry.make_partitions(?, ?)", today, DAYS_AHEAD);
    boolean more;
    do {
      more = Query.isTrue(connection, "SELECT telemetry.roll_up(?)", BATCHES);
    } while (more);
    // After the roll-up: what goes now has been counted.
    LocalDate firstKept = today.minusDays(rowDays);
    Query.number(connection, "SELECT telemetry.expire_rows(?)", firstKept);
    expire(connection, "telemetry.expire_keys", today.minusDays(KEY_DAYS));
    expire(connection, "telemetry.expire_members", today.minusDays(MEMBER_DAYS));
  }

  private static void expire(Connection connection, String function, LocalDate firstKept)
      throws SQLException {
    long gone;
    do {
      gone = Query.number(connection, "SELECT " + function + "(?, ?)", firstKept, AT_ONCE);
    } while (gone == AT_ONCE);
  }
}
