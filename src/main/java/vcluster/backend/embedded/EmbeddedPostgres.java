package vcluster.backend.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.backend.store.Role;
import vcluster.files.LockFile;

/**
 * The database in a folder, on a PostgreSQL that listens on loopback and asks everybody for a
 * password. It runs as long as its server does, or for one command.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "telemetry";

  private final DataFolder folder;
  private final int port;
  private final Runnable stop;

  private EmbeddedPostgres(DataFolder folder, Runnable stop) throws IOException {
    this.folder = folder;
    this.port = folder.port();
    this.stop = stop;
  }

  /**
   * Starts the database in {@code path}, and makes it first if there is none; its schema is another
   * one's business.
   *
   * @param platform Java's names of system and architecture
   * @param ended what to do if its server ends though nobody stopped it
   * @throws IOException if that is not possible, with the reason and what to do
   */
  public static EmbeddedPostgres serve(Path path, String platform, Runnable ended)
      throws IOException {
    PostgresBinaries binaries = PostgresBinaries.find(platform);
    DataFolder folder = new DataFolder(path, PostgresAccount.user()).check();
    folder.refuseInvented();
    folder.checkVersion(binaries.major());
    folder.create();
    LockFile lock = lock(folder);
    if (!folder.hasDatabase()) {
      LOG.info("Creating the trial database in {} (about 100 MB); this takes a moment.", path);
    }
    return start(folder, binaries, lock, ended);
  }

  /**
   * Makes a new database for invented data in {@code path}, in place of an earlier one of these;
   * its schema is another one's business.
   *
   * @param platform Java's names of system and architecture
   * @param ended what to do if its server ends though nobody stopped it
   * @throws IOException if that is not possible, with the reason and what to do
   */
  public static EmbeddedPostgres invent(Path path, String platform, Runnable ended)
      throws IOException {
    PostgresBinaries binaries = PostgresBinaries.find(platform);
    DataFolder folder = new DataFolder(path, PostgresAccount.user()).check();
    folder.requireInvented();
    folder.create();
    LockFile lock = lock(folder);
    try {
      // Whoever had the lock before may have been a server.
      folder.requireInvented();
      if (folder.hasDatabase()) {
        PostgresAccount account = PostgresAccount.of(folder);
        Postmaster.endOrphan(folder, binaries.unpack(path).resolve("pg_ctl").toString(), account);
      }
      LOG.info("Creating a database for invented data in {}; this takes a moment.", path);
      folder.renew();
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    return start(folder, binaries, lock, ended);
  }

  private static LockFile lock(DataFolder folder) throws IOException {
    Optional<LockFile> lock = folder.lock();
    return lock.orElseThrow(
        () ->
            new IOException(
                folder.path()
                    + " is in use by another vcluster-backend; stop that one, or choose another"
                    + " folder with --data"));
  }

  /**
   * Connects to the database of a running server, or starts that of a stopped one.
   *
   * @throws IOException if there is none, or it can't be used, with the reason and what to do
   */
  public static EmbeddedPostgres use(Path path, String platform) throws IOException {
    DataFolder folder = new DataFolder(path, PostgresAccount.user()).check();
    if (!folder.isOurs()) {
      throw new IOException(
          "there is no database of vcluster-backend in "
              + path
              + "; 'vcluster-backend serve' creates one, --data or --db names another one");
    }
    Optional<LockFile> lock = folder.lock();
    return lock.isEmpty()
        ? new EmbeddedPostgres(folder, () -> {})
        : start(folder, PostgresBinaries.find(platform), lock.get(), () -> {});
  }

  private static EmbeddedPostgres start(
      DataFolder folder, PostgresBinaries binaries, LockFile lock, Runnable ended)
      throws IOException {
    try {
      folder.checkVersion(binaries.major());
      folder.createSecrets();
      Path programs = binaries.unpack(folder.path());
      PostgresAccount account = PostgresAccount.of(folder);
      if (!folder.hasDatabase()) {
        DataFolder.createWhole(folder.data(), data -> initialize(folder, programs, account, data));
      }
      Postmaster postmaster = Postmaster.start(folder, programs, account, ended);
      EmbeddedPostgres started =
          new EmbeddedPostgres(
              folder,
              () -> {
                postmaster.close();
                lock.close();
              });
      started.createRoles();
      return started;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static void initialize(
      DataFolder folder, Path programs, PostgresAccount account, Path data) throws IOException {
    account.give(data);
    ProcessBuilder initdb =
        account
            .program(
                "sh",
                "-c",
                "sed -n 's/^postgres.password=//p' | \"$@\" --pwfile=/dev/stdin",
                "sh",
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + DataFolder.ADMINISTRATOR,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--wal-segsize=1",
                "--no-instructions")
            .redirectInput(folder.secrets().toFile());
    PostgresAccount.run("initdb", initdb);
  }

  /** The role of the owner is there when all is. */
  private void createRoles() throws IOException {
    try {
      try (Connection connection = connect("postgres");
          Statement admin = connection.createStatement()) {
        String query = "SELECT FROM pg_roles WHERE rolname = '" + Role.OWNER.user() + "'";
        if (admin.executeQuery(query).next()) {
          return;
        }
        admin.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
        admin.execute("DROP DATABASE IF EXISTS " + DATABASE);
        admin.execute("CREATE DATABASE " + DATABASE);
      }
      try (Connection connection = connect(DATABASE)) {
        createRoles(connection);
      }
    } catch (SQLException e) {
      close();
      throw new IOException(
          "can't create the roles in " + folder.path() + ": " + e.getMessage(), e);
    }
  }

  private void createRoles(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement admin = connection.createStatement()) {
      admin.execute(Role.sql());
      // The log holds no statement, and so no password.
      for (Role role : Role.values()) {
        String password = folder.password(role.settingName());
        admin.execute("ALTER ROLE " + role.user() + " PASSWORD '" + password + "'");
      }
    }
    connection.commit();
  }

  private Connection connect(String database) throws SQLException, IOException {
    String password = folder.password(DataFolder.ADMINISTRATOR);
    return DriverManager.getConnection(url(database), DataFolder.ADMINISTRATOR, password);
  }

  /** Where it is; a connection by this URL tells its password to no other server on the port. */
  public String url() {
    return url(DATABASE);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?requireAuth=scram-sha-256";
  }

  /** The properties file with the roles' passwords and the key of the hashes, 0600. */
  public Path secrets() {
    return folder.secrets();
  }

  /** Stops the server, if it was started here. */
  @Override
  public void close() {
    stop.run();
  }
}
