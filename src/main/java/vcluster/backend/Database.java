package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.BooleanSupplier;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Connections;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.EventStore;

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

  @Override
  public void close() {
    pool.close();
  }
}
