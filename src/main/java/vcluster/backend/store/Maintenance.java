package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Keeps a database in order: room for the days ahead, totals up to date, nothing kept too long. */
public final class Maintenance {
  private static final int DAYS_AHEAD = 7;

  /** So many rows go in one transaction; more would hold up others. */
  private static final int AT_ONCE = 20_000;

  private final DataSource database;
  private final MaintenanceSteps steps;
  private final Retention retention;

  /**
   * Maintenance of a database.
   *
   * @param database connections of the maintain role
   */
  public Maintenance(Dialect dialect, DataSource database, Retention retention) {
    this.database = database;
    this.steps = MaintenanceSteps.of(dialect);
    this.retention = retention;
  }

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
      if (!steps.tryLock(connection)) {
        return false;
      }
      try {
        run(connection, now.atZone(ZoneOffset.UTC).toLocalDate());
      } finally {
        steps.unlock(connection);
      }
      return true;
    }
  }

  private void run(Connection connection, LocalDate today) throws SQLException {
    steps.makePartitions(connection, today, DAYS_AHEAD);
    boolean more;
    do {
      more = steps.rollUp(connection);
    } while (more);
    // After the roll-up: what goes now has been counted.
    steps.expireRows(connection, today.minusDays(retention.rowDays()));
    int gone;
    do {
      gone = steps.expireKeys(connection, today.minusDays(retention.keyDays()), AT_ONCE);
    } while (gone == AT_ONCE);
    do {
      gone = steps.expireMembers(connection, today.minusDays(retention.memberDays()), AT_ONCE);
    } while (gone == AT_ONCE);
  }
}
