package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vcluster.testing.Await;
import vcluster.testing.Child;
import vcluster.testing.Ports;
import vcluster.testing.Unchecked;

/** A {@code vcluster-syncer} that runs until it is told to end, with its health on a port. */
final class RunningSyncer implements AutoCloseable {
  private final Process process;
  private final Path err;
  private final int port;

  private RunningSyncer(Process process, Path err, int port) {
    this.process = process;
    this.err = err;
    this.port = port;
  }

  /** The program, to be run in the sandbox's home and for its server. */
  static Vcluster in(Sandbox sandbox) {
    return sandbox
        .vcluster()
        .launchedBy(Vcluster.DIST.resolve("bin/vcluster-syncer").toString())
        .without("VCLUSTER_TELEMETRY_ENDPOINT")
        .with("SYNCER_TELEMETRY_ENDPOINT", sandbox.backend().url());
  }

  static RunningSyncer start(Vcluster program, String... words) throws IOException {
    int port = Ports.free();
    Path err = Files.createTempFile("vcluster-it", ".err");
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--health-port", String.valueOf(port)));
    // These tests may run in the background, where shells have SIGINT ignored by all below them.
    ProcessBuilder builder =
        program.through(List.of("env", "--default-signal")).builder(line.toArray(String[]::new));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile());
    return new RunningSyncer(builder.start(), err, port);
  }

  void awaitHealthy() {
    Await.until("it is healthy", () -> status("/healthz") == 200);
  }

  /** One of the figures, by its name with its tags. */
  double metric(String name) {
    return ask("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends it a signal, by its name without SIG, waits for the end, and returns the exit code. */
  int end(String signal) throws InterruptedException {
    Child.run(List.of("kill", "-" + signal, String.valueOf(process.pid())));
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** What it has logged. */
  String err() {
    return Unchecked.get(() -> Files.readString(err));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(err);
  }

  private int status(String path) {
    try {
      return ask(path).statusCode();
    } catch (IllegalStateException e) {
      // Nobody listens yet.
      return 0;
    }
  }

  private HttpResponse<String> ask(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return Unchecked.get(
        () ->
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(uri).build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }
}
