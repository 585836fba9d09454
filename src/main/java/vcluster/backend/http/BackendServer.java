package vcluster.backend.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import vcluster.backend.store.GroupCommit;
import vcluster.backend.verify.RequestVerifier;
import vcluster.wire.Protocol;

/** The HTTP server: its paths, its limits, and how it starts and stops. */
public final class BackendServer implements AutoCloseable {
  /** The path that the original's clients post to (docs/protocol.md#endpoints-and-proxies). */
  private static final String INSERT = "/v1/insert";

  private static final String HEALTH = "/healthz";
  private static final String READY = "/readyz";
  private static final String METRICS = "/metrics";

  private static final String JSON = "application/json";

  /** The original's label for a syncer's JSON (docs/protocol.md#the-syncer-payload). */
  private static final String FORM = "multipart/form-data";

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 4096;
  private static final int THREADS = 16;
  private static final int HEADER_BYTES = 8192;

  private final Server server;
  private final ServerConnector connector;

  /** Builds the server; {@link #start} opens its port. */
  public BackendServer(
      ServerSettings settings,
      RequestVerifier verifier,
      GroupCommit commits,
      BooleanSupplier ready,
      PrometheusMeterRegistry meters) {
    this.server = new Server(new QueuedThreadPool(THREADS));
    this.connector = connector(settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    server.setErrorHandler(new ErrorAnswers());
    server.setStopTimeout(STOP.toMillis());

    LimitHandlers limits = new LimitHandlers(settings);
    Semaphore memory = new Semaphore(settings.maxBodyBytes());
    IngestMeters ingest = new IngestMeters(meters);
    Handler clients =
        new IngestHandler(
            Map.of(
                Protocol.CLI_PATH,
                new IngestHandler.Kind(Set.of(JSON), verifier::envelope),
                INSERT,
                new IngestHandler.Kind(Set.of(JSON), verifier::envelope),
                Protocol.SYNCER_PATH,
                new IngestHandler.Kind(Set.of(JSON, FORM), verifier::syncer)),
            commits,
            memory,
            ingest);
    PathMappingsHandler paths = new PathMappingsHandler();
    add(paths, HEALTH, new PageHandler(() -> page(true, "alive")));
    add(paths, READY, new PageHandler(() -> page(ready.getAsBoolean(), "ready")));
    add(paths, METRICS, new PageHandler(() -> metrics(meters)));
    add(paths, "/*", limits.around(clients));

    Set<String> known =
        Set.of(Protocol.CLI_PATH, INSERT, Protocol.SYNCER_PATH, HEALTH, READY, METRICS);
    server.setHandler(new GracefulHandler(new RequestMeters(paths, meters, known)));
  }

  private ServerConnector connector(ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector made = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    made.setHost(settings.host());
    made.setPort(settings.port());
    made.setIdleTimeout(IDLE.toMillis());
    made.addBean(new SlowConnections(server.getScheduler(), settings.timeout()));
    return made;
  }

  private static void add(PathMappingsHandler paths, String path, Handler handler) {
    paths.addMapping(new ServletPathSpec(path), handler);
  }

  private static HttpAnswer page(boolean good, String word) {
    int status = good ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
    return HttpAnswer.text(status, "text/plain", (good ? "" : "not ") + word + "\n");
  }

  private static HttpAnswer metrics(PrometheusMeterRegistry meters) {
    return HttpAnswer.text(HttpStatus.OK_200, "text/plain; version=0.0.4", meters.scrape());
  }

  /**
   * Opens the port.
   *
   * @throws IOException if the port is taken or the address is not one of this machine
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(
          "can't listen on "
              + connector.getHost()
              + ":"
              + connector.getPort()
              + "; choose another address or port with --host and --port",
          e);
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Accepts no new requests, answers those that have begun, and closes the port. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // Clients of requests without an answer send them again.
      return;
    }
  }
}
