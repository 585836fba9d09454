package vcluster.backend.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database on a real PostgreSQL, migrated by its owner. */
public final class PostgresDatabase extends TestDatabase {
  private PostgresServer server;
  private String name;

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException, IOException {
    server = PostgresServer.of(context);
    name = server.newDatabase();
  }

  /** They were applied before the test. */
  Migrations migrations() {
    return server.migrations(name);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public Connection connect(Role role) throws SQLException {
    return server.connect(name, role.user());
  }

  @Override
  Connection admin() throws SQLException {
    Connection connection = server.connect(name, "postgres");
    connection.createStatement().execute("SET search_path = telemetry; SET timezone = 'UTC'");
    return connection;
  }
}
