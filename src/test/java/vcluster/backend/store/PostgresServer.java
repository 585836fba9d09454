package vcluster.backend.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import vcluster.testing.Unchecked;

/** One real PostgreSQL for all tests of a run; each test has a database of its own on it. */
final class PostgresServer implements AutoCloseable {
  /** For a slow machine; it goes on as soon as the server answers. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final EmbeddedPostgres server;
  private boolean migrated;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer() {
    server = Unchecked.get(() -> EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start());
  }

  static PostgresServer of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            PostgresServer.class, key -> new PostgresServer(), PostgresServer.class);
  }

  /** A database set up as docs/backend-database.md says, and migrated; its name. */
  String newDatabase() throws SQLException, IOException {
    if (!migrated) {
      execute("postgres", "CREATE DATABASE pristine");
      execute("pristine", TestDatabase.roles());
      migrations("pristine").migrate(OptionalInt.empty());
      migrated = true;
    }
    String name = "telemetry" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE pristine");
    // Roles belong to the whole server, rights on a database to that one.
    execute(name, TestDatabase.roles());
    return name;
  }

  Migrations migrations(String database) {
    return new Migrations(source(database, Role.OWNER.user()));
  }

  DataSource source(String database, String user) {
    return server.getDatabase(user, database);
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection admin = source(database, "postgres").getConnection()) {
      admin.createStatement().execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
