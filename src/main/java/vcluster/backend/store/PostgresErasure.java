package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Calls the owner's functions (db/postgresql/V5__erase.sql). */
final class PostgresErasure implements ErasureSteps {
  @Override
  public void mark(Connection connection, UUID mark, Instant now) throws SQLException {
    Query.number(
        connection, "SELECT telemetry.erase_mark(?, ?)", mark, now.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void awaitWriters(Connection connection) throws SQLException {
    Query.number(connection, "SELECT telemetry.erase_barrier()");
  }

  @Override
  public long remove(Connection connection, String machineId, String uid) throws SQLException {
    return Query.number(connection, "SELECT telemetry.erase_rows(?, ?)", machineId, uid);
  }
}
