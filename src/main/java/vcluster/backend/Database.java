package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Connections;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.EventStore;
import vcluster.backend.store.Role;

/** The database as a server needs it: a pool for those who store, and one for upkeep. */
record Database(
    DatabaseAccess access, HikariDataSource ingesting, HikariDataSource maintaining, KeyedHash hash)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final long ROOM_BYTES = 100 << 20;
  private static final int WRITERS = 3;

  /** Opens it; on H2 the schema is brought up to date, PostgreSQL may be away. */
  static Database open(DatabaseAccess access, KeyedHash hash) throws BackendException {
    if (access.dialect() == Dialect.H2) {
      access.migrate();
    }
    HikariDataSource maintaining = access.pool(Role.MAINTAIN, 1);
    try (Connection connection = maintaining.getConnection()) {
      access.check(hash, connection);
    } catch (SQLException e) {
      LOG.warn(
          "The database does not answer to {} (SQLSTATE {}).",
          Role.MAINTAIN.user(),
          e.getSQLState());
    } catch (BackendException e) {
      maintaining.close();
      throw e;
    }
    return new Database(access, access.pool(Role.INGEST, WRITERS), maintaining, hash);
  }

  Connections ingest() {
    return ingesting::getConnection;
  }

  EventStore store() {
    return EventStore.of(access.dialect(), hash);
  }

  /** Whether there is room on the disk, where that can be known. */
  boolean hasRoom() {
    return access.dialect() != Dialect.H2 || access.folder().toFile().getUsableSpace() > ROOM_BYTES;
  }

  @Override
  public void close() {
    ingesting.close();
    maintaining.close();
  }

  @Override
  public String toString() {
    return access.name();
  }
}
