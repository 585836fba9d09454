package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import vcluster.backend.record.Incoming;

/** Writes accepted events. */
public interface EventStore {
  /**
   * Writes the events of many requests in as few statements as there are kinds of them. What is
   * told apart by a key is written once, whoever else writes it at the same time.
   *
   * @param connection of the ingest role, within a transaction that the caller commits
   * @return what became of each, in their order; binding only once the commit has succeeded
   * @throws SQLException if nothing was written; the caller rolls back
   */
  List<Stored> insert(Connection connection, List<? extends Incoming> events) throws SQLException;

  /**
   * Asks whether events can be written.
   *
   * @param connection of the ingest role, within a transaction that the caller commits
   * @param now the server's time, which must be the database's within five minutes
   * @param write whether to take room on the disk, which tells when it is full
   * @throws SQLException if they can't
   */
  void probe(Connection connection, Instant now, boolean write) throws SQLException;
}
