package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.token.PublicTokenKey;
import vcluster.token.TokenVerifier;
import vcluster.token.Verification;

/** The built {@code vcluster-syncer}, with a host cluster that nobody answers for. */
class SyncerIT {
  private static final Path ETC = Vcluster.DIST.resolve("etc");

  /** Whoever takes longer to end has given up on a request, or has not come to it. */
  private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: away
      clusters:
        - name: away
          cluster:
            server: https://127.0.0.1:1
      contexts:
        - name: away
          context: {cluster: away, user: away}
      users:
        - name: away
          user: {token: swordfish}
      """;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void help_isWholeAndHasExamples() {
    Result result = RunningSyncer.in(sandbox).run("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("vcluster-syncer --name my-vcluster -n team-x\n")
        .contains("--virtual-kubeconfig=FILE", "--max-interval=TIME", "DO_NOT_TRACK");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-n team-x|--name",
        "--name a --min-interval soon|--min-interval",
        "--name a --max-interval 1s|--max-interval",
        "--name a --kubeconfig /no/such|/no/such",
        "--name a --buffer 0|--buffer",
        "--name a --bufer 9|--bufer",
      })
  void mistake_isNamedInTwoLines(String line, String named) {
    Result result = RunningSyncer.in(sandbox).run(line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(named).contains("--help");
    assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "DO_NOT_TRACK, 1, TERM",
    "VCLUSTER_TELEMETRY_DISABLED, true, INT",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":\"true\"}', TERM",
    "VCLUSTER_TELEMETRY_CONFIG, '{', TERM",
  })
  void off_isSaidOnce_andIdlesInHealth(String name, String value, String signal) throws Exception {
    Vcluster off = RunningSyncer.in(sandbox).with(name, value);
    try (RunningSyncer syncer = RunningSyncer.start(off, options("--min-interval", "1s"))) {
      syncer.awaitHealthy();

      assertThat(syncer.end(signal)).isZero();

      assertThat(syncer.err().lines()).hasSize(1);
      assertThat(syncer.err()).contains("Telemetry is off: " + name);
    }
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void hostOutOfReach_leavesItRunning_andUploadsWhatItKnows() throws Exception {
    try (RunningSyncer syncer =
        RunningSyncer.start(
            RunningSyncer.in(sandbox), options("--min-interval", "1s", "--max-interval", "1s"))) {
      syncer.awaitHealthy();
      Await.until("it has uploaded twice", () -> sandbox.backend().requests().size() >= 2);
      Await.until(
          "it has counted that",
          () -> syncer.metric("vcluster_syncer_uploads_total{outcome=\"accepted\"}") >= 2);
      assertThat(syncer.metric("vcluster_syncer_events_recorded_total")).isEqualTo(1);
      assertThat(syncer.metric("vcluster_syncer_events_dropped_total")).isZero();
      assertThat(syncer.metric("vcluster_syncer_buffer_events")).isZero();

      assertThat(syncer.end("TERM")).isZero();
      assertThat(syncer.err()).doesNotContain("swordfish");
    }
    JsonNode first = new ObjectMapper().readTree(sandbox.backend().requests().get(0).body());
    JsonNode second = new ObjectMapper().readTree(sandbox.backend().requests().get(1).body());
    assertThat(first.at("/instanceProperties/os").textValue()).isEqualTo("linux");
    assertThat(first.at("/events/0/type").textValue()).isEqualTo("SyncerStarted");
    assertThat(first.has("timeSinceLastUpload")).isFalse();
    assertThat(second.at("/timeSinceLastUpload").longValue()).isPositive();
    assertThat(second.has("events")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signal_uploadsWhatIsThere(String signal) throws Exception {
    Attempts.until(
        took -> took <= REQUEST_NANOS || !sandbox.backend().requests().isEmpty(),
        "the syncer was late to end",
        () -> end(signal));
    assertThat(sandbox.backend().requests()).hasSize(1);
    assertThat(sandbox.backend().requests().get(0).body()).contains("SyncerStarted");
  }

  /**
   * Ends a program that has just begun, and tells how long that took: on a busy machine its time
   * may be up before the upload, which then shows nothing.
   */
  private long end(String signal) throws Exception {
    try (RunningSyncer syncer = RunningSyncer.start(RunningSyncer.in(sandbox), options())) {
      // Healthy it is before it has begun to watch.
      Await.until("it watches", () -> syncer.err().contains("Can't reach the host cluster"));
      assertThat(sandbox.backend().requests()).isEmpty();
      long told = System.nanoTime();
      assertThat(syncer.end(signal)).isZero();
      return System.nanoTime() - told;
    }
  }

  @Test
  void serverThatHangs_keepsNothingFromEnding() throws Exception {
    sandbox.backend().answers(Reply.never());
    try (RunningSyncer syncer =
        RunningSyncer.start(
            RunningSyncer.in(sandbox), options("--min-interval", "1s", "--max-interval", "1s"))) {
      Await.until("a request hangs", () -> !sandbox.backend().requests().isEmpty());

      assertThat(syncer.end("TERM")).isZero();
    }
    assertThat(sandbox.backend().requests())
        .extracting(Received::key)
        .containsOnly(sandbox.backend().requests().get(0).key());
  }

  @Test
  void once_isOneUpload() throws IOException {
    Result result = RunningSyncer.in(sandbox).run(options("--once"));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(sandbox.backend().requests()).hasSize(1);

    sandbox.backend().answers(Reply.of(503));
    Result failed = RunningSyncer.in(sandbox).run(options("--once"));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("An upload failed (status 503)");
  }

  @Test
  void dryRun_printsTheBody_signedWithTheKeyOfThisBuild() throws Exception {
    Result result = RunningSyncer.in(sandbox).run(options("--once", "--dry-run"));

    assertThat(result.exitCode()).isZero();
    JsonNode body = new ObjectMapper().readTree(result.out());
    PublicTokenKey key = PublicTokenKey.read(ETC.resolve("token-key.pub.pem"));
    assertThat(new TokenVerifier(List.of(key)).verify(body.get("token").textValue()))
        .isEqualTo(Verification.VERIFIED);
    assertThat(result.err()).doesNotContain(body.get("token").textValue());
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void developmentBuild_withoutAnEndpoint_isOff() throws IOException {
    assumeThat(RunningSyncer.in(sandbox).run("--version").out()).contains("-SNAPSHOT");
    Vcluster without = RunningSyncer.in(sandbox).without("SYNCER_TELEMETRY_ENDPOINT");

    Result result = Mounts.withoutNetwork(without).run(options("--once"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("development build");
  }

  private String[] options(String... more) throws IOException {
    Path kubeconfig = Files.writeString(sandbox.root().resolve("kubeconfig"), KUBECONFIG);
    List<String> words = new ArrayList<>(List.of("--name", "a", "-n", "b"));
    words.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }
}
