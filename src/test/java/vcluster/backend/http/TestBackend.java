package vcluster.backend.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vcluster.backend.store.CommitLimits;
import vcluster.backend.store.Connections;
import vcluster.backend.store.EventStore;
import vcluster.backend.store.GroupCommit;
import vcluster.backend.store.TestDatabase;
import vcluster.backend.verify.RequestVerifier;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.testing.Unchecked;
import vcluster.testing.Vectors;
import vcluster.token.PublicTokenKey;
import vcluster.token.TokenKeyException;
import vcluster.token.TokenVerifier;
import vcluster.wire.Protocol;

final class TestBackend implements AutoCloseable {
  static final String CLI = Protocol.CLI_PATH;
  static final String SYNCER = Protocol.SYNCER_PATH;
  static final String JSON = "application/json";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private final GroupCommit commits;
  private final BackendServer server;

  /** One that is the server's own but for its timeout, which a slow machine must not exhaust. */
  TestBackend(Connections connections, EventStore store, int eventsPerSecond)
      throws IOException, TokenKeyException {
    this(connections, store, eventsPerSecond, 0, 0);
  }

  /** The same on these ports; 0 is any. */
  TestBackend(
      Connections connections, EventStore store, int eventsPerSecond, int port, int adminPort)
      throws IOException, TokenKeyException {
    CommitLimits limits =
        new CommitLimits(
            CommitLimits.DEFAULT.committers(),
            CommitLimits.DEFAULT.maxWaiting(),
            CommitLimits.DEFAULT.maxTogether(),
            Duration.ofMinutes(5));
    commits = new GroupCommit(connections, store, limits, Clock.systemUTC(), meters);
    PublicTokenKey key = PublicTokenKey.read(Vectors.FOLDER.resolve("docs-token-public-key.pem"));
    RequestVerifier verifier =
        new RequestVerifier(
            new TokenVerifier(List.of(key)),
            new KnownWords(TestDatabase.HASH),
            new UnknownFieldMeters(meters));
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1",
            port,
            "127.0.0.1",
            adminPort,
            List.of(),
            eventsPerSecond,
            32 << 20,
            Duration.ofSeconds(60));
    server = new BackendServer(settings, verifier, commits, () -> "", meters);
    server.start();
  }

  static byte[] vector(String name) {
    return Unchecked.get(() -> Files.readAllBytes(Vectors.FOLDER.resolve(name)));
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String body, String key) {
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
    return post(path, utf8, "Content-Type", JSON, "Idempotency-Key", key);
  }

  HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", JSON);
  }

  HttpResponse<String> postGzip(String path, byte[] body) {
    return post(path, body, "Content-Type", JSON, "Content-Encoding", "gzip");
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** A page for operators. */
  HttpResponse<String> page(String path) {
    return send(request(server.adminPort(), path).GET());
  }

  HttpResponse<String> postToPage(String path) {
    return send(request(server.adminPort(), path).POST(BodyPublishers.ofString("{}")));
  }

  int port() {
    return server.port();
  }

  private HttpRequest.Builder request(String path) {
    return request(server.port(), path);
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return Unchecked.get(() -> client.send(request.build(), BodyHandlers.ofString()));
  }

  @Override
  public void close() {
    server.close();
    commits.close();
  }
}
