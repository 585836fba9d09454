package vcluster.backend.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for all tests of a run; each test has a database of its own on it. */
final class PostgresServer implements AutoCloseable {
  /** For a slow machine; it goes on as soon as the server answers. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final EmbeddedPostgres server;
  private boolean migrated;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(PATIENCE)
              // A roll-up leaves what is newer than the oldest transaction of the whole server, and
              // these tests count on it to be theirs.
              .setServerConfig("autovacuum", "off")
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
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
      administer("CREATE DATABASE pristine");
      setUp("pristine", setup());
      migrations("pristine").migrate();
      migrated = true;
    }
    String name = "telemetry" + databases.incrementAndGet();
    administer("CREATE DATABASE " + name + " TEMPLATE pristine");
    // Roles belong to the whole server, rights on a database to that one.
    setUp(name, setup().replaceAll("(?m)^(CREATE|ALTER) ROLE .*;$", ""));
    return name;
  }

  Migrations migrations(String database) {
    PGSimpleDataSource owner = new PGSimpleDataSource();
    owner.setUrl(url(database));
    owner.setUser(Role.OWNER.user());
    return new Migrations(owner);
  }

  private void administer(String sql) throws SQLException {
    try (Connection admin = server.getPostgresDatabase().getConnection()) {
      admin.createStatement().execute(sql);
    }
  }

  private void setUp(String database, String setup) throws SQLException {
    try (Connection admin = connect(database, "postgres")) {
      admin.createStatement().execute(setup);
    }
  }

  Connection connect(String database, String user) throws SQLException {
    return source(database, user).getConnection();
  }

  DataSource source(String database, String user) {
    return server.getDatabase(user, database);
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  private static String setup() throws IOException {
    try (InputStream file = PostgresServer.class.getResourceAsStream("/db/postgresql-roles.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
