package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Connections;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.EventStore;
import vcluster.backend.store.HashKeyCheck;

/**
 * The database that events go to, as one role sees it.
 *
 * @param name what to call it in messages
 * @param room whether there is room on its disk, where that can be known
 */
record Database(
    String name, Dialect dialect, HikariDataSource pool, KeyedHash hash, BooleanSupplier room)
    implements AutoCloseable {
  Connections connections() {
    return pool::getConnection;
  }

  EventStore store() {
    return EventStore.of(dialect, hash);
  }

  /**
   * Makes sure that all who use this database have one key for its hashes.
   *
   * @throws BackendException if this is another one than theirs
   * @throws SQLException if the database can't be asked
   */
  void checkHashKey() throws BackendException, SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(true);
      if (!HashKeyCheck.isSame(dialect, connection, hash)) {
        throw new BackendException(
            "the hash key is not the one that " + name + " is used with: set hash-key to that one");
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
