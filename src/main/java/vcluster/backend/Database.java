package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.Connections;
import vcluster.backend.store.Query;
import vcluster.server.ServerException;

/** The database that events go to, as one role sees it. */
record Database(HikariDataSource pool, KeyedHash hash) implements AutoCloseable {
  private static final String SAME_KEY = "SELECT telemetry.same_hash_key(?)";

  Connections connections() {
    return pool::getConnection;
  }

  /**
   * Makes sure that all who use this database have one key for its hashes. With another key the
   * erased would come back, and one user would be two.
   *
   * @throws ServerException if this is another one than theirs
   * @throws SQLException if the database can't be asked
   */
  void checkHashKey() throws ServerException, SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(true);
      if (!Query.isTrue(connection, SAME_KEY, hash.keyMark())) {
        throw new ServerException(
            "the hash key is not the one that this database is used with: set hash-key to that"
                + " one");
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
