package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import vcluster.backend.record.KeyedHash;

/**
 * Erases a machine or an instance by the owner's functions (db/postgresql/V7__erase.sql): its rows
 * go, the totals of hours and days whose rows are still there are corrected, and a keyed hash of
 * the id keeps it from coming back.
 *
 * @param database connections of the erase role
 * @param hash with the key that the servers have
 */
public record Erasure(DataSource database, KeyedHash hash) {
  /**
   * Erases what a machine sent, and what the instances sent that it created.
   *
   * @return how many rows went
   * @throws SQLException if it was not done, or not wholly; it may be repeated
   */
  public long machine(String machineId, Instant now) throws SQLException {
    return erase(hash.machineMark(machineId), machineId, "", now);
  }

  /**
   * Erases what an instance sent.
   *
   * @return how many rows went
   * @throws SQLException if it was not done, or not wholly; it may be repeated
   */
  public long instance(String uid, Instant now) throws SQLException {
    return erase(hash.instanceMark(uid), "", uid, now);
  }

  /** Each call is a transaction of its own, and may be repeated. */
  private long erase(UUID mark, String machineId, String uid, Instant now) throws SQLException {
    if (machineId.isEmpty() == uid.isEmpty()) {
      throw new IllegalArgumentException("the id is empty");
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      Query.number(
          connection, "SELECT telemetry.erase_mark(?, ?)", mark, now.atOffset(ZoneOffset.UTC));
      Query.number(connection, "SELECT telemetry.erase_barrier()");
      return Query.number(connection, "SELECT telemetry.erase_rows(?, ?)", machineId, uid);
    }
  }
}
