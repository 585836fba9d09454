package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * What maintenance consists of; each step is a transaction of its own, on a connection in
 * auto-commit mode.
 */
interface MaintenanceSteps {
  /** Whether nobody else maintains this database; if so, nobody will until {@link #unlock}. */
  boolean tryLock(Connection connection) throws SQLException;

  void unlock(Connection connection) throws SQLException;

  /**
   * Makes room for yesterday, today and some days ahead; how many partitions there were to make.
   */
  int makePartitions(Connection connection, LocalDate today, int ahead) throws SQLException;

  /** Adds what has come to the totals; true if there is more. */
  boolean rollUp(Connection connection) throws SQLException;

  /** Drops the rows that arrived before this day; how many partitions or rows that were. */
  int expireRows(Connection connection, LocalDate before) throws SQLException;

  /** Drops the keys accepted before this day, {@code most} of them at once; how many. */
  int expireKeys(Connection connection, LocalDate before, int most) throws SQLException;

  /** Drops who was counted before this day, {@code most} at once; how many. */
  int expireMembers(Connection connection, LocalDate before, int most) throws SQLException;

  static MaintenanceSteps of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> new PostgresMaintenance();
      case H2 -> new H2Maintenance();
    };
  }
}
