package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.Connections;

/** The database that events go to, as one role sees it. */
record Database(HikariDataSource pool, KeyedHash hash) implements AutoCloseable {
  Connections connections() {
    return pool::getConnection;
  }

  @Override
  public void close() {
    pool.close();
  }
}
