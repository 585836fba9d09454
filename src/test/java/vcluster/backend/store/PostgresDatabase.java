package vcluster.backend.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
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
  public DataSource source(Role role) {
    return server.source(name, role.user());
  }

  Connection connectAs(String user) throws SQLException {
    return server.connect(name, user);
  }

  @Override
  Connection admin() throws SQLException {
    Connection connection = server.connect(name, "postgres");
    connection.createStatement().execute("SET search_path = telemetry; SET timezone = 'UTC'");
    return connection;
  }
}
