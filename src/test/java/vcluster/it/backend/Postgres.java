package vcluster.it.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Await;
import vcluster.testing.Ports;

/** A PostgreSQL with a data folder of its own, durable as in real use, that can be killed. */
final class Postgres implements AutoCloseable {
  private static final String HASH_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  /** With the key of {@link #environment}. */
  static final KeyedHash HASH = new KeyedHash(Base64.getDecoder().decode(HASH_KEY));

  private final Path data;
  private final Path log;
  private EmbeddedPostgres server;

  private Postgres(Path data) {
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + ".log");
  }

  /** One with the roles of docs/backend-database.md, and nothing else yet. */
  static Postgres start(Path data) throws IOException, SQLException {
    Postgres postgres = new Postgres(data);
    postgres.server = postgres.launch(Ports.free());
    try (Connection admin = postgres.admin()) {
      admin.createStatement().execute(TestDatabase.roles());
    }
    return postgres;
  }

  /** On a port that stays free while it is down, and that nobody who connects is given. */
  private EmbeddedPostgres launch(int port) throws IOException {
    Redirect append = Redirect.appendTo(log.toFile());
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setOutputRedirector(append)
          .setErrorRedirector(append)
          // For a slow machine; it goes on as soon as the server answers.
          .setPGStartupWait(Duration.ofMinutes(5))
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new IOException("PostgreSQL does not start:\n" + Files.readString(log), e);
    }
  }

  String url() {
    return url(port());
  }

  /** The database as it is seen through another port of this machine. */
  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  int port() {
    return server.getPort();
  }

  /** What the backend needs besides {@link #url}: nobody has a password here. */
  static Map<String, String> environment() {
    return Map.of("VCLUSTER_BACKEND_HASH_KEY", HASH_KEY);
  }

  Connection admin() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  void admin(String sql) throws SQLException {
    try (Connection admin = admin()) {
      admin.createStatement().execute(sql);
    }
  }

  /** From now on everybody but the administrator needs a password. */
  void askForPasswords() throws IOException, SQLException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    admin("SELECT pg_reload_conf()");
  }

  /** SIGKILL to the postmaster; its children follow when they notice. */
  void kill() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
    // While it makes no more children: one that is left would hold its memory, and stop a restart.
    new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var children = postmaster.children().toList();
    postmaster.destroyForcibly();
    Await.until("PostgreSQL is gone", () -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  void restart() throws IOException {
    int port = server.getPort();
    // Gives up its lock on the folder.
    server.close();
    server = launch(port);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
