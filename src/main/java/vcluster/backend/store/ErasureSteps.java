package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** What erasure consists of; each step is a transaction of its own, and may be repeated. */
interface ErasureSteps {
  /** Keeps whoever has this mark from being stored from now on. */
  void mark(Connection connection, UUID mark, Instant now) throws SQLException;

  /** Waits for those who write and may not have seen the mark. */
  void awaitWriters(Connection connection) throws SQLException;

  /** Removes the rows of one of both, the other being empty; how many. */
  long remove(Connection connection, String machineId, String uid) throws SQLException;
}
