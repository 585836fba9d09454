package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** Calls the owner's functions (db/postgresql/V3__totals.sql, V4__maintain.sql). */
final class PostgresMaintenance implements MaintenanceSteps {
  /** Of the session: it goes with the connection, should the server be killed. */
  private static final long LOCK = 7305804402567733348L;

  /** So many transactions are taken up at once: the first ones of an hour fill its groups. */
  private static final long BATCHES = 1_000;

  @Override
  public boolean tryLock(Connection connection) throws SQLException {
    return Query.isTrue(connection, "SELECT pg_try_advisory_lock(?)", LOCK);
  }

  @Override
  public void unlock(Connection connection) throws SQLException {
    Query.number(connection, "SELECT pg_advisory_unlock(?)", LOCK);
  }

  @Override
  public int makePartitions(Connection connection, LocalDate today, int ahead) throws SQLException {
    return count(connection, "SELECT telemetry.make_partitions(?, ?)", today, ahead);
  }

  @Override
  public boolean rollUp(Connection connection) throws SQLException {
    return Query.isTrue(connection, "SELECT telemetry.roll_up(?)", BATCHES);
  }

  @Override
  public int expireRows(Connection connection, LocalDate before) throws SQLException {
    return count(connection, "SELECT telemetry.expire_rows(?)", before);
  }

  @Override
  public int expireKeys(Connection connection, LocalDate before, int most) throws SQLException {
    return count(connection, "SELECT telemetry.expire_keys(?, ?)", before, most);
  }

  @Override
  public int expireMembers(Connection connection, LocalDate before, int most) throws SQLException {
    return count(connection, "SELECT telemetry.expire_members(?, ?)", before, most);
  }

  private static int count(Connection connection, String sql, Object... arguments)
      throws SQLException {
    return Math.toIntExact(Query.number(connection, sql, arguments));
  }
}
