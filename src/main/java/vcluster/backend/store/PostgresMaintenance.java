package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    return call(connection, "pg_try_advisory_lock(?)", LOCK) != 0;
  }

  @Override
  public void unlock(Connection connection) throws SQLException {
    call(connection, "pg_advisory_unlock(?)", LOCK);
  }

  @Override
  public int makePartitions(Connection connection, LocalDate today, int ahead) throws SQLException {
    return call(connection, "telemetry.make_partitions(?, ?)", today, ahead);
  }

  @Override
  public boolean rollUp(Connection connection) throws SQLException {
    return call(connection, "telemetry.roll_up(?)", BATCHES) != 0;
  }

  @Override
  public int expireRows(Connection connection, LocalDate before) throws SQLException {
    return call(connection, "telemetry.expire_rows(?)", before);
  }

  @Override
  public int expireKeys(Connection connection, LocalDate before, int most) throws SQLException {
    return call(connection, "telemetry.expire_keys(?, ?)", before, most);
  }

  @Override
  public int expireMembers(Connection connection, LocalDate before, int most) throws SQLException {
    return call(connection, "telemetry.expire_members(?, ?)", before, most);
  }

  /** What a function answers; true is 1. */
  private static int call(Connection connection, String call, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + call)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getObject(1) instanceof Boolean yes ? (yes ? 1 : 0) : result.getInt(1);
      }
    }
  }
}
