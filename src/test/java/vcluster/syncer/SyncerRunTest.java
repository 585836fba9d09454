package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;
import vcluster.server.ServerException;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;
import vcluster.testing.Unchecked;
import vcluster.token.TestKeys;
import vcluster.token.TokenKey;
import vcluster.token.TokenKeyException;

/** The program without its process: what it does when telemetry is on, and when it is off. */
class SyncerRunTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static String key;

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<ObserverOptions> observed = new CopyOnWriteArrayList<>();
  private final AtomicInteger watched = new AtomicInteger();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final CountDownLatch stop = new CountDownLatch(1);
  private String version = "1.2.3";
  private @Nullable Path writtenMeanwhile;
  @AutoClose private TestServer server;

  @BeforeAll
  static void makeKey() {
    key = TestKeys.pkcs8(TestKeys.pair(2048));
  }

  @BeforeEach
  void open() throws IOException {
    server = new TestServer("v1/syncer");
    Files.writeString(folder.resolve("token-key.pem"), key);
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("SYNCER_TELEMETRY_ENDPOINT", server.url());
    // A run that is not told to do one thing does its last.
    stop.countDown();
  }

  @Test
  void stop_uploadsWhatIsThere() throws TokenKeyException {
    environment.put("VCLUSTER_TELEMETRY_CONFIG", "{\"instanceCreator\":\"x\",\"machineID\":\"m\"}");

    assertThat(run("--name", "a", "-n", "b", "--syncer-version", "v0.15.0")).isZero();

    assertThat(watched).hasValue(1);
    assertThat(observed).hasSize(1);
    assertThat(observed.get(0).name()).isEqualTo("a");
    assertThat(observed.get(0).namespace()).contains("b");
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).body())
        .isEqualTo(
            "{\"instanceProperties\":{\"uid\":\"U\",\"instanceCreator\":\"x\","
                + "\"instanceCreatorUID\":\"m\",\"arch\":\"amd64\",\"os\":\"linux\","
                + "\"syncerVersion\":\"v0.15.0\"},\"events\":[{\"type\":\"SyncerStarted\","
                + "\"time\":1767225600000000}],\"token\":\""
                + TokenKey.parse(key).token()
                + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DO_NOT_TRACK|1",
        "DO_NOT_TRACK|yes",
        "VCLUSTER_TELEMETRY_DISABLED|true",
        "VCLUSTER_TELEMETRY_CONFIG|{\"disabled\":true}",
        "VCLUSTER_TELEMETRY_CONFIG|{\"disabled\":\"true\"}",
        "VCLUSTER_TELEMETRY_CONFIG|{\"disabled\":1}",
        "VCLUSTER_TELEMETRY_CONFIG|{",
        "VCLUSTER_TELEMETRY_CONFIG|true",
        "HOME|\ufffd",
        "HOME|a\0b",
      })
  void variable_turnsItOff(String name, String value) throws IOException {
    environment.put(name, value);
    assertOff();
  }

  @Test
  void variableWithAnIdOfAnySize_turnsItOff() throws IOException {
    environment.put(
        "VCLUSTER_TELEMETRY_CONFIG", "{\"machineID\":\"%s\"}".formatted("x".repeat(257)));
    assertOff();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy.json|{\"disabled\":true}",
        "policy.json|{",
        "home/.vcluster/config.json|{\"telemetryDisabled\":true}",
        "home/.vcluster/config.json|{",
      })
  void file_turnsItOff(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve("home/.vcluster"));
    Files.writeString(folder.resolve(file), content);
    assertOff();
  }

  /** It may run for months. */
  @ParameterizedTest
  @ValueSource(strings = {"policy.json", "home/.vcluster/config.json"})
  void choiceThatIsMadeMeanwhile_turnsItOff(String file) throws IOException {
    writtenMeanwhile = folder.resolve(file);
    Files.createDirectories(folder.resolve("home/.vcluster"));

    assertThat(run("--name", "a")).isZero();

    assertThat(observed).hasSize(1);
    assertThat(server.requests()).isEmpty();
  }

  /** In a container there may be none; nobody can have chosen anything there. */
  @Test
  void noHome_isNoChoice() {
    environment.remove("HOME");

    assertThat(run("--name", "a")).isZero();

    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0-SNAPSHOT", ""})
  void developmentBuild_isOff_unlessItsEndpointIsGiven(String development) {
    version = development;
    assertThat(run("--name", "a")).isZero();
    assertThat(server.requests()).hasSize(1);

    environment.remove("SYNCER_TELEMETRY_ENDPOINT");
    assertThat(run("--name", "a")).isZero();
    assertThat(run("--name", "a", "--once")).isZero();
    assertThat(observed).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://backend.test/", "no url", "https://u:p@backend.test/"})
  void endpointThatCannotBe_sendsNothing(String endpoint) {
    environment.put("SYNCER_TELEMETRY_ENDPOINT", endpoint);

    assertThat(run("--name", "a")).isZero();
    assertThat(run("--name", "a", "--once")).isEqualTo(1);

    assertThat(observed).isEmpty();
  }

  @Test
  void once_endsWithTheAnswer() {
    server.then(Reply.of(200)).then(Reply.of(500)).then(Reply.of(400));

    assertThat(run("--name", "a", "--once")).isZero();
    assertThat(run("--name", "a", "--once")).isEqualTo(1);
    assertThat(run("--name", "a", "--once")).isEqualTo(1);
    assertThat(watched).hasValue(0);

    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void dryRun_printsWhatWouldBeSent_evenWhereItIsOff() throws IOException {
    assertThat(run("--name", "a", "--once", "--dry-run")).isZero();
    String printed = out.toString(StandardCharsets.UTF_8);
    environment.put("DO_NOT_TRACK", "1");
    environment.put("SYNCER_TELEMETRY_ENDPOINT", "no url");
    assertThat(run("--name", "a", "--dry-run")).isZero();

    assertThat(server.requests()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(printed.repeat(2));

    environment.remove("DO_NOT_TRACK");
    environment.put("SYNCER_TELEMETRY_ENDPOINT", server.url());
    run("--name", "a");
    assertThat(printed).isEqualTo(server.requests().get(0).body() + System.lineSeparator());
  }

  @Test
  void keyThatIsNotThere_isAnError_butNotWhereNothingIsSent() throws IOException {
    Files.delete(folder.resolve("token-key.pem"));

    assertThat(run("--name", "a")).isEqualTo(1);
    environment.put("DO_NOT_TRACK", "1");
    assertThat(run("--name", "a")).isZero();
  }

  @Test
  void healthPortThatIsTaken_isAnError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(run("--name", "a", "--health-port", port)).isEqualTo(1);
    }
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--once",
        "--name=",
        "--name=A",
        "--name=a/b",
        "--name=a -n=B_",
        "--name=a --kubeconfig=/no/such/file",
        "--name=a --min-interval=999ms",
        "--name=a --min-interval=2m --max-interval=1m",
        "--name=a --max-interval=25h",
        "--name=a --warm-up=1d",
        "--name=a --warm-up=-1s",
        "--name=a --warm-up=1",
        "--name=a --buffer=0",
        "--name=a --buffer=5001",
        "--name=a --buffer=x",
        "--name=a --health-port=65536",
        "--name=a --nmae=b",
        "--name=a surplus",
      })
  void mistake_isAUsageErrorThatDoesNothing(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

    assertThat(observed).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  /**
   * No @-files (docs/protocol.md#command-line-compatibility): what is in one would come into the
   * message.
   */
  @Test
  void fileOfArguments_isNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "hunter2");

    assertThat(run("--name=a", "@" + file)).isEqualTo(2);

    assertThat(err.toString()).doesNotContain("hunter2").contains("\"@" + file + "\"");
  }

  /** The first connection that the socket has to offer afterwards is our own. */
  private void assertOff() throws IOException {
    try (ServerSocket endpoint = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      int port = endpoint.getLocalPort();
      environment.put("SYNCER_TELEMETRY_ENDPOINT", "http://127.0.0.1:" + port + "/");

      assertThat(run("--name", "a")).isZero();
      assertThat(run("--name", "a", "--once")).isZero();

      try (Socket own = new Socket(endpoint.getInetAddress(), port);
          Socket first = endpoint.accept()) {
        assertThat(first.getPort()).isEqualTo(own.getLocalPort());
      }
    }
    assertThat(observed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bogus, unknown command \"bogus\"",
    "--bogus, unknown option \"--bogus\"",
    "--nam x, unknown option \"--nam\"",
    "--once, missing required option: --name=NAME",
    "'', missing required option: --name=NAME",
  })
  void mistake_isNamedBeforeWhatIsMissing(String line, String problem) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith("vcluster-syncer: " + problem);
  }

  @ParameterizedTest
  @CsvSource({
    "--help, Usage: vcluster-syncer [OPTIONS]",
    "version --help, Usage: vcluster-syncer version",
    "help --help, Usage: vcluster-syncer help",
  })
  void help_isShown(String line, String usage) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains(usage);
  }

  private int run(String... words) {
    SyncerContext context =
        new SyncerContext(
            environment,
            TelemetryConfig.of(environment),
            null,
            folder,
            folder.resolve("policy.json"),
            folder,
            version,
            new GoPlatform("linux", "amd64"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new PrintStream(out, false, StandardCharsets.UTF_8));
    CommandLine line = new SyncerCommand(context, this::observe, stop).line(false);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (e, executed, parsed) -> {
          assertThat(e).isInstanceOf(ServerException.class);
          return 1;
        });
    return line.execute(words);
  }

  private Observer.Observation observe(
      ObserverOptions options, Clock clock, Consumer<SyncerEvent> events) {
    observed.add(options);
    if (writtenMeanwhile != null) {
      String off = "{\"disabled\":true,\"telemetryDisabled\":true}";
      Unchecked.run(() -> Files.writeString(writtenMeanwhile, off));
    }
    return new Observer.Observation() {
      @Override
      public void watch() {
        watched.incrementAndGet();
      }

      @Override
      public List<WatchStatus> watches() {
        return List.of();
      }

      @Override
      public ClusterFacts read(Duration limit) {
        return Events.facts("U");
      }

      @Override
      public void close() {}
    };
  }
}
