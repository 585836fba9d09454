package vcluster.backend.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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

/** The HTTP server: what is found where, and how it starts and stops. */
public final class BackendServer implements AutoCloseable {
  private static final String CLI = Protocol.CLI_PATH;
  private static final String SYNCER = Protocol.SYNCER_PATH;

  /** Where the original's clients send theirs (docs/protocol.md#endpoints-and-proxies). */
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

  /** Builds it; {@link #start} opens the port. */
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
    MemoryBudget budget = new MemoryBudget(settings.bodyBytes());
    IngestMeters ingest = new IngestMeters(meters);
    Handler clients =
        new IngestHandler(
            Map.of(
                CLI, new IngestHandler.Kind(Set.of(JSON), verifier::envelope),
                INSERT, new IngestHandler.Kind(Set.of(JSON), verifier::envelope),
                SYNCER, new IngestHandler.Kind(Set.of(JSON, FORM), verifier::syncer)),
            commits,
            budget,
            ingest);
    PathMappingsHandler paths = new PathMappingsHandler();
    add(paths, HEALTH, new TextHandler(() -> page(true, "alive")));
    add(paths, READY, new TextHandler(() -> page(ready.getAsBoolean(), "ready")));
    add(paths, METRICS, new TextHandler(() -> metrics(meters)));
    add(paths, "/*", limits.around(clients));

    Set<String> known = Set.of(CLI, INSERT, SYNCER, HEALTH, READY, METRICS);
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
    made.addBean(new SlowConnections(server.getScheduler(), settings.slowest()));
    return made;
  }

  private static void add(PathMappingsHandler paths, String path, Handler handler) {
    paths.addMapping(new ServletPathSpec(path), handler);
  }

  private static TextHandler.Page page(boolean good, String word) {
    return good
        ? new TextHandler.Page(HttpStatus.OK_200, "text/plain", word + "\n")
        : new TextHandler.Page(
            HttpStatus.SERVICE_UNAVAILABLE_503, "text/plain", "not " + word + "\n");
  }

  private static TextHandler.Page metrics(PrometheusMeterRegistry meters) {
    return new TextHandler.Page(HttpStatus.OK_200, "text/plain; version=0.0.4", meters.scrape());
  }

  /**
   * Opens the port.
   *
   * @throws IOException if it is taken, or not one of this machine's
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The port that is open. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no new requests, answers those that it has, and closes the port. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // What has no answer by now gets none, and its client comes again.
      return;
    }
  }
}
