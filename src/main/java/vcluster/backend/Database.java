package vcluster.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.BooleanSupplier;
import vcluster.backend.store.Connections;
import vcluster.backend.store.EventStore;

/** The database that events go to, as one role sees it. */
record Database(String name, BooleanSupplier room, HikariDataSource pool, EventStore store)
    implements AutoCloseable {
  Connections ingest() {
    return pool::getConnection;
  }

  static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** Whether there is room on the disk, where that can be known. */
  boolean hasRoom() {
    return room.getAsBoolean();
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
