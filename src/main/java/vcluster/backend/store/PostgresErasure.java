package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Calls the owner's functions (db/postgresql/V5__erase.sql). */
final class PostgresErasure implements ErasureSteps {
  @Override
  public void mark(Connection connection, UUID mark, Instant now) throws SQLException {
    call(connection, "erase_mark(?, ?)", mark, now.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void awaitWriters(Connection connection) throws SQLException {
    call(connection, "erase_barrier()");
  }

  @Override
  public long remove(Connection connection, String machineId, String uid) throws SQLException {
    return call(connection, "erase_rows(?, ?)", machineId, uid);
  }

  private static long call(Connection connection, String call, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT telemetry." + call)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getObject(1) instanceof Number number ? number.longValue() : 0;
      }
    }
  }
}
