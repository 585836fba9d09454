package vcluster.backend.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vcluster.backend.store.Role;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.files.PrivateFiles;

/**
 * The database in a folder, on a PostgreSQL that listens on loopback and asks everybody for a
 * password. It runs as long as its server does, or for one command.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String DATABASE = "telemetry";

  private final DataFolder folder;
  private final int port;

  /** Null where another process runs the server. */
  private final @Nullable Postmaster postmaster;

  private final @Nullable LockFile lock;

  private EmbeddedPostgres(
      DataFolder folder, int port, @Nullable Postmaster postmaster, @Nullable LockFile lock) {
    this.folder = folder;
    this.port = port;
    this.postmaster = postmaster;
    this.lock = lock;
  }

  /**
   * Starts the database in {@code path}, and makes it first if there is none; its schema is another
   * one's business.
   *
   * @param platform Java's names of system and architecture
   * @throws IOException if that is not possible, with the reason and what to do
   */
  public static EmbeddedPostgres serve(Path path, String platform) throws IOException {
    PostgresBinaries binaries = PostgresBinaries.find(platform);
    DataFolder folder = new DataFolder(path);
    folder.checkVersion(binaries.major());
    folder.create();
    LockFile lock = folder.lock().orElseThrow(() -> inUse(path));
    try {
      folder.createSecrets();
      Path programs = binaries.unpack(path);
      PostgresAccount account = PostgresAccount.of(path, folder.data());
      if (!folder.hasDatabase()) {
        initialize(folder, programs, account);
      }
      EmbeddedPostgres started = start(folder, programs, account, lock);
      started.createRoles();
      return started;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static IOException inUse(Path path) {
    return new IOException(
        path
            + " is in use by another vcluster-backend. Stop that one, or choose another folder with"
            + " --data.");
  }

  /**
   * Connects to the database of a running server, or starts that of a stopped one.
   *
   * @throws IOException if there is none, or it can't be used, with the reason and what to do
   */
  public static EmbeddedPostgres use(Path path, String platform) throws IOException {
    DataFolder folder = new DataFolder(path);
    if (!folder.hasDatabase()) {
      throw new IOException(
          "There is no database in "
              + path
              + ". `vcluster-backend serve` creates one; --data or --db names another one.");
    }
    Optional<LockFile> lock = folder.lock();
    if (lock.isEmpty()) {
      return new EmbeddedPostgres(folder, folder.readyPort(), null, null);
    }
    try {
      PostgresBinaries binaries = PostgresBinaries.find(platform);
      folder.checkVersion(binaries.major());
      Path programs = binaries.unpack(path);
      return start(folder, programs, PostgresAccount.of(path, folder.data()), lock.get());
    } catch (IOException e) {
      lock.get().close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(
      DataFolder folder, Path programs, PostgresAccount account, LockFile lock) throws IOException {
    Postmaster postmaster = Postmaster.start(folder, programs, account);
    return new EmbeddedPostgres(folder, folder.readyPort(), postmaster, lock);
  }

  /** Beside its place, and moved there when it is complete. */
  private static void initialize(DataFolder folder, Path programs, PostgresAccount account)
      throws IOException {
    Path data = AtomicFile.beside(folder.data(), ".new");
    Path password = folder.path().resolve("password.new");
    PostgresBinaries.delete(data);
    Files.deleteIfExists(password);
    try {
      PrivateFiles.createFolder(data);
      account.give(data);
      byte[] text = folder.password(DataFolder.ADMINISTRATOR).getBytes(StandardCharsets.US_ASCII);
      AtomicFile.create(password, text, false);
      account.give(password);
      Commands.run(OutputStream::close, account.line(initdb(programs, data, password)));
      Files.move(data, folder.data());
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private static List<String> initdb(Path programs, Path data, Path password) {
    return List.of(
        programs.resolve("bin/initdb").toString(),
        "--pgdata=" + data,
        "--username=" + DataFolder.ADMINISTRATOR,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--wal-segsize=1",
        "--no-instructions");
  }

  private void createRoles() throws IOException {
    try {
      execute(
          "postgres",
          "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'",
          admin -> {
            admin.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
            admin.execute("CREATE DATABASE " + DATABASE);
          });
      execute(DATABASE, "SELECT FROM pg_roles WHERE rolname = 'vcluster_owner'", this::createRoles);
    } catch (SQLException e) {
      close();
      throw new IOException("Can't create the roles in " + folder.path() + ": " + e, e);
    }
  }

  private interface Setup {
    void run(Statement admin) throws SQLException, IOException;
  }

  /** As the administrator, unless the query answers that it was done. */
  private void execute(String database, String query, Setup setup)
      throws SQLException, IOException {
    Properties login = new Properties();
    login.setProperty("user", DataFolder.ADMINISTRATOR);
    login.setProperty("password", folder.password(DataFolder.ADMINISTRATOR));
    try (Connection connection = DriverManager.getConnection(url(database), login);
        Statement admin = connection.createStatement();
        ResultSet done = admin.executeQuery(query)) {
      if (!done.next()) {
        setup.run(admin);
      }
    }
  }

  /** All of them or none. */
  private void createRoles(Statement admin) throws SQLException, IOException {
    Connection connection = admin.getConnection();
    connection.setAutoCommit(false);
    try (InputStream roles =
        EmbeddedPostgres.class.getResourceAsStream("/db/postgresql-roles.sql")) {
      admin.execute(new String(roles.readAllBytes(), StandardCharsets.UTF_8));
    }
    // Nothing but hexadecimal digits, and the log holds no statement.
    for (Role role : Role.values()) {
      String password = folder.password(role.settingName());
      admin.execute("ALTER ROLE " + role.user() + " PASSWORD '" + password + "'");
    }
    connection.commit();
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
    if (postmaster != null) {
      postmaster.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
