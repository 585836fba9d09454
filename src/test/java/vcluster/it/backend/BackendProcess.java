package vcluster.it.backend;

import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import vcluster.backend.record.KeyedHash;
import vcluster.it.Vcluster;
import vcluster.testing.Await;
import vcluster.testing.Ports;
import vcluster.testing.Unchecked;
import vcluster.testing.Vectors;

/** The built {@code vcluster-backend}, serving on a port of its own in a folder of its own. */
final class BackendProcess implements AutoCloseable {
  private static final Path LAUNCHER = Vcluster.DIST.resolve("bin/vcluster-backend");

  // One for all: each has a thread and files of its own until the garbage collector finds it.
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> prefix;
  private final Path folder;
  private final int port;
  private final int adminPort;
  private final Path log;
  private final List<String> options;
  private final Map<String, String> environment;
  private Process process;

  private BackendProcess(
      List<String> prefix, Path folder, List<String> options, Map<String, String> environment)
      throws IOException {
    this.prefix = prefix;
    this.folder = folder;
    this.port = Ports.free();
    this.adminPort = Ports.free();
    this.log = folder.resolve("backend.log");
    this.options = options;
    this.environment = environment;
  }

  /** Starts one on this database. */
  static BackendProcess start(Path folder, Postgres postgres) throws IOException {
    return start(folder, Postgres.environment(), "--db", postgres.url());
  }

  /** Brings a database up to date. */
  static void migrate(Path folder, Postgres postgres) throws IOException, InterruptedException {
    List<String> options = List.of("--db", postgres.url());
    BackendProcess owner = new BackendProcess(List.of(), folder, options, Postgres.environment());
    if (owner.run("migrate") != 0) {
      throw new AssertionError(owner.log());
    }
  }

  /** Starts one on the embedded database, or where the options say. */
  static BackendProcess start(Path folder, Map<String, String> environment, String... options)
      throws IOException {
    BackendProcess backend = new BackendProcess(List.of(), folder, List.of(options), environment);
    backend.restart();
    return backend;
  }

  /**
   * One that is not started yet, on the embedded database.
   *
   * @param prefix the words before the launcher's, which choose an account for example
   */
  static BackendProcess stopped(Path folder, Map<String, String> environment, String... prefix)
      throws IOException {
    return new BackendProcess(List.of(prefix), folder, List.of(), environment);
  }

  /** A connection to the running embedded database, as one of its roles. */
  Connection trial(String user) throws IOException, SQLException {
    return trial(user, secret(user.replace("vcluster_", "") + ".password"));
  }

  /** With the key of the embedded database. */
  KeyedHash trialHash() throws IOException {
    return new KeyedHash(Base64.getDecoder().decode(secret("hash-key")));
  }

  private String secret(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader in = Files.newBufferedReader(data().resolve("secrets.properties"))) {
      secrets.load(in);
    }
    return secrets.getProperty(name);
  }

  /** The same with this password. */
  Connection trial(String user, String password) throws IOException, SQLException {
    String at = Files.readAllLines(data().resolve("data/postmaster.pid")).get(3).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + at + "/telemetry";
    return DriverManager.getConnection(url, user, password);
  }

  Path data() {
    return folder.resolve("vcluster-backend-data");
  }

  /** Starts it again where it was, and waits until it listens. */
  void restart() throws IOException {
    String[] words = {
      "serve", "--port", "" + port, "--admin-port", "" + adminPort, "--rate-limit", "0"
    };
    process = command(words).start();
    Await.until("the backend listens", this::isListening);
  }

  /** Waits until it stores events: its first transactions are its slowest. */
  BackendProcess awaitReady() {
    Await.until("the backend is ready", this::isReady, this::log);
    return this;
  }

  private boolean isReady() throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("the backend ended:\n" + log());
    }
    try {
      return get("/readyz") == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The status of a page for operators. */
  int get(String path) throws IOException, InterruptedException {
    return page(path).statusCode();
  }

  HttpResponse<String> page(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Posts JSON under a key. */
  HttpResponse<String> post(String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Posts the published sample of a command. */
  HttpResponse<String> postSample(String key) throws IOException, InterruptedException {
    return post("/v1/insert", Vectors.text("docs-cli-payload.json"), key);
  }

  /** Runs another of its commands to its end; what it prints goes to the log too. */
  int run(String... words) throws IOException, InterruptedException {
    return command(words).start().waitFor();
  }

  /** Begins another of its commands. */
  Running running(String... words) throws IOException {
    return new Running(command(words).start());
  }

  /** A command that has not ended. */
  record Running(Process process) {
    /** SIGTERM; the exit code. */
    int end() throws InterruptedException {
      process.destroy();
      return process.waitFor();
    }

    /** SIGKILL, at once. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private ProcessBuilder command(String... words) {
    List<String> line = new ArrayList<>(prefix);
    line.add(LAUNCHER.toString());
    line.addAll(List.of(words));
    line.addAll(options);
    return new Vcluster(line, environment(), folder)
        .builder()
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("PATH", System.getenv("PATH"));
    all.put("JAVA_HOME", System.getProperty("java.home"));
    return all;
  }

  private boolean isListening() {
    if (!process.isAlive()) {
      throw new AssertionError("the backend ended:\n" + log());
    }
    try {
      new Socket("127.0.0.1", port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  String log() {
    return Unchecked.get(() -> Files.readString(log, StandardCharsets.UTF_8));
  }

  /** SIGKILL, at once. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it ends by itself; the exit code. */
  int ended() throws InterruptedException {
    return process.waitFor();
  }

  /** SIGTERM; the exit code. */
  int end() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      awaitPostgres();
    }
  }

  /** It ends by itself, but a little later, and writes into a folder that is to be deleted. */
  private void awaitPostgres() {
    try {
      String pid = Files.readAllLines(data().resolve("data/postmaster.pid")).get(0);
      ProcessHandle.of(Long.parseLong(pid))
          .filter(postgres -> postgres.pid() != ProcessHandle.current().pid())
          .ifPresent(postgres -> postgres.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    } catch (IOException | CompletionException e) {
      // There is none, or it does not end: the test says what it makes of that.
    }
  }
}
