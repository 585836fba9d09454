package vcluster.backend.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;

/** A database for each test on a real PostgreSQL, migrated by its owner, and its parts. */
public final class TestDatabase implements BeforeEachCallback {
  public static final KeyedHash HASH =
      new KeyedHash("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  private PostgresServer server;
  private String name;
  private Clock clock = Clock.systemUTC();

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException, IOException {
    server = PostgresServer.of(context);
    name = server.newDatabase();
  }

  /** What an administrator runs before there are any migrations. */
  public static String roles() throws IOException {
    return Files.readString(Path.of("src/main/resources/db/postgresql-roles.sql"));
  }

  /** They were applied before the test. */
  Migrations migrations() {
    return server.migrations(name);
  }

  public Connection connect(Role role) throws SQLException {
    return source(role).getConnection();
  }

  /** A transaction of the role that stores, as the server begins one. */
  public Connection ingest() throws SQLException {
    Connection connection = connect(Role.INGEST);
    connection.setAutoCommit(false);
    return connection;
  }

  /** A connection that may do anything. */
  Connection admin() throws SQLException {
    Connection connection = connectAs("postgres");
    connection.createStatement().execute("SET search_path = telemetry; SET timezone = 'UTC'");
    return connection;
  }

  Connection connectAs(String user) throws SQLException {
    return server.source(name, user).getConnection();
  }

  public EventStore store() {
    return new PostgresEventStore(HASH);
  }

  public void maintain() throws SQLException {
    new Maintenance(source(Role.MAINTAIN)).run();
  }

  /** Counts, and forgets what is not to be counted any more. */
  public void fold() throws SQLException {
    new Fold(source(Role.MAINTAIN)).run();
    try (Connection connection = connect(Role.MAINTAIN)) {
      while (Query.isTrue(connection, "SELECT telemetry.expire_seen()")) {
        // One shard more.
      }
    }
  }

  public void publish() throws SQLException {
    new Publication(source(Role.OWNER)).refresh();
  }

  /** Stops the database's clock; only for what servers do not use. */
  void at(Instant time) throws SQLException {
    rows("SELECT telemetry.set_clock('" + time + "')");
    clock = Clock.fixed(time, ZoneOffset.UTC);
  }

  public Erasure erasure() {
    return erasure(clock);
  }

  /** By a machine with this clock. */
  Erasure erasure(Clock machine) {
    return new Erasure(source(Role.ERASE), HASH, machine);
  }

  public DataSource source(Role role) {
    return server.source(name, role.user());
  }

  List<Stored> insert(List<? extends Incoming> events) throws SQLException {
    try (Connection connection = ingest()) {
      List<Stored> stored = store().insert(connection, events);
      connection.commit();
      return stored;
    }
  }

  /** The rows of a query, their columns separated by {@code |}. */
  public List<String> rows(String sql) throws SQLException {
    try (Connection connection = admin()) {
      return rows(connection, sql);
    }
  }

  public static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }

  public long count(String table) throws SQLException {
    return Long.parseLong(rows("SELECT count(*) FROM " + table).get(0));
  }
}
