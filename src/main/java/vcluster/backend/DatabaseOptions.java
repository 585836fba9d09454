package vcluster.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;

/** Which database, and how to get into it. */
final class DatabaseOptions {
  private static final Pattern SECRET =
      Pattern.compile("[?&;](user|(ssl)?password)=", Pattern.CASE_INSENSITIVE);
  private static final long ROOM_BYTES = 100 << 20;
  private static final int CONNECTIONS = 4;
  private static final int CONNECT_MILLIS = 1_000;

  /** What an operator's command has for the same: it is better late than not done. */
  private static final int COMMAND_CONNECT_MILLIS = 10_000;

  /** What opening the embedded database may take on a busy machine. */
  private static final int REOPEN_MILLIS = 60_000;

  private static final String EMBEDDED_USER = "sa";

  /** H2's code for a file that another process has open. */
  private static final int IN_USE = 90020;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST/DATABASE, without user and password: those of ROLE (owner,"
              + " ingest, report, erase, maintain) are VCLUSTER_BACKEND_ROLE_USER and _PASSWORD in"
              + " the environment, or ROLE.user and ROLE.password in the properties file. Without"
              + " this option an embedded H2 file, for trial.")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The folder of the embedded database. Default: vcluster-backend-data")
  private Path folder = Path.of("vcluster-backend-data");

  /**
   * The database as {@code role} sees it, for a command that is done once; the embedded one is
   * brought up to date on the way.
   */
  Database open(Role role, BackendContext surroundings, Settings settings) throws BackendException {
    return open(role, COMMAND_CONNECT_MILLIS, surroundings, settings);
  }

  /** The same for a server, which says quickly that its database is away. */
  Database openToServe(Role role, BackendContext surroundings, Settings settings)
      throws BackendException {
    return open(role, CONNECT_MILLIS, surroundings, settings);
  }

  private Database open(
      Role role, int connectMillis, BackendContext surroundings, Settings settings)
      throws BackendException {
    return url == null
        ? embedded(surroundings, settings)
        : server(url, role, connectMillis, settings);
  }

  private Database embedded(BackendContext surroundings, Settings settings)
      throws BackendException {
    Path place = surroundings.directory().resolve(folder).normalize();
    var hash = HashKey.own(settings, place);
    HikariConfig config = new HikariConfig();
    // Written to the file at each commit, closed by us alone: after the last request, and without
    // a file of traces, which would hold what statements hold.
    String file =
        "jdbc:h2:file:"
            + place.resolve("telemetry")
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    recover(file);
    config.setJdbcUrl(file);
    config.setUsername(EMBEDDED_USER);
    HikariDataSource pool = pool(config, REOPEN_MILLIS);
    migrate(pool, folder);
    return new Database(
        folder.toString(),
        Dialect.H2,
        pool,
        hash,
        () -> place.toFile().getUsableSpace() > ROOM_BYTES);
  }

  /** Takes as long as it takes; the pool would also wait for a file that somebody else has open. */
  private void recover(String file) throws BackendException {
    try {
      DriverManager.getConnection(file, EMBEDDED_USER, "").close();
    } catch (SQLException e) {
      throw new BackendException(
          e.getErrorCode() == IN_USE
              ? "the database in "
                  + folder
                  + " is in use by another vcluster-backend; an embedded database takes one at a"
                  + " time: stop that one, or use PostgreSQL (--db)"
              : "can't open the database in " + folder + ": " + e.getMessage(),
          e);
    }
  }

  private static void migrate(HikariDataSource pool, Path folder) throws BackendException {
    try {
      new Migrations(Dialect.H2, pool).migrate();
    } catch (FlywayException | SQLException e) {
      pool.close();
      throw new BackendException(
          "can't bring the database in " + folder + " up to date: " + root(e).getMessage(), e);
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private static Database server(String url, Role role, int connectMillis, Settings settings)
      throws BackendException {
    if (SECRET.matcher(url).find()) {
      throw new BackendException(
          "--db: no user or password in the URL, where others could read them; see --help");
    }
    Dialect dialect;
    try {
      dialect = Dialect.of(url);
    } catch (IllegalArgumentException e) {
      throw new BackendException("--db: " + e.getMessage(), e);
    }
    if (dialect == Dialect.H2) {
      throw new BackendException(
          "--db takes jdbc:postgresql: alone; --data FOLDER says where the embedded database is");
    }
    String name = role.name().toLowerCase(Locale.ROOT);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(settings.get(name + ".user").orElse(role.user()));
    config.setPassword(settings.get(name + ".password").orElse(null));
    config.addDataSourceProperty("ApplicationName", "vcluster-backend");
    config.addDataSourceProperty("connectTimeout", String.valueOf(connectMillis / 1_000));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Those who store give up on a server that has fallen silent; what the others ask for may take
    // long.
    config.addDataSourceProperty("socketTimeout", role == Role.INGEST ? "15" : "0");
    return new Database(
        "PostgreSQL", dialect, pool(config, connectMillis), HashKey.shared(settings), () -> true);
  }

  /** One that is opened though the database is away, and answers quickly that it is. */
  private static HikariDataSource pool(HikariConfig config, int patienceMillis) {
    config.setPoolName("database");
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(patienceMillis);
    config.setValidationTimeout(CONNECT_MILLIS / 2);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
