package vcluster.backend.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
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

  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 4096;
  private static final int THREADS = 18;

  private final Server server;
  private final ServerConnector clients;
  private final ServerConnector operators;

  /**
   * Builds the server; {@link #start} opens its ports.
   *
   * @param trouble why events can't be stored; empty if they can be
   */
  public BackendServer(
      ServerSettings settings,
      RequestVerifier verifier,
      GroupCommit commits,
      Supplier<String> trouble,
      PrometheusMeterRegistry meters) {
    this.server = new Server(new QueuedThreadPool(THREADS));
    this.clients = HttpConnectors.add(server, settings.host(), settings.port());
    this.operators = HttpConnectors.add(server, settings.adminHost(), settings.adminPort());
    for (ServerConnector connector : List.of(clients, operators)) {
      connector.addBean(new SlowConnections(server.getScheduler(), settings.timeout()));
    }
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, clients));
    server.setErrorHandler(new ErrorAnswers());
    server.setStopTimeout(STOP.toMillis());

    // Balancers ask where clients send to; why it is not ready is for operators alone.
    PageHandler balancers =
        new PageHandler(
            clients,
            false,
            Map.of(
                HEALTH,
                () -> page("alive", true, ""),
                READY,
                () -> page("ready", trouble.get().isEmpty(), "")));
    PageHandler all =
        new PageHandler(
            operators,
            true,
            Map.of(
                HEALTH,
                () -> page("alive", true, ""),
                READY,
                () -> page("ready", trouble.get().isEmpty(), ": " + trouble.get()),
                METRICS,
                () -> metrics(meters)));
    Handler ingest = ingest(settings, verifier, commits, meters);
    Set<String> known =
        Set.of(Protocol.CLI_PATH, INSERT, Protocol.SYNCER_PATH, HEALTH, READY, METRICS);
    server.setHandler(
        new GracefulHandler(
            new RequestMeters(new Handler.Sequence(all, balancers, ingest), meters, known)));
  }

  private static Handler ingest(
      ServerSettings settings,
      RequestVerifier verifier,
      GroupCommit commits,
      PrometheusMeterRegistry meters) {
    int rate = settings.eventsPerSecond();
    ClientLimits limits = new ClientLimits(new ClientAddress(settings.trustedProxies()), rate);
    IngestHandler.Kind envelope = new IngestHandler.Kind(Set.of(JSON), verifier::envelope);
    Handler handler =
        LimitHandlers.around(
            new IngestHandler(
                Map.of(
                    Protocol.CLI_PATH,
                    envelope,
                    INSERT,
                    envelope,
                    Protocol.SYNCER_PATH,
                    new IngestHandler.Kind(Set.of(JSON, FORM), verifier::syncer)),
                commits,
                new BodyMemory(settings.maxBodyBytes()),
                new IngestMeters(meters),
                limits::count));
    limits.setHandler(handler);
    return rate == 0 ? handler : limits;
  }

  private static HttpAnswer page(String word, boolean good, String otherwise) {
    return good
        ? HttpAnswer.text(HttpStatus.OK_200, "text/plain", word + "\n")
        : HttpAnswer.text(
            HttpStatus.SERVICE_UNAVAILABLE_503, "text/plain", "not " + word + otherwise + "\n");
  }

  private static HttpAnswer metrics(PrometheusMeterRegistry meters) {
    return HttpAnswer.text(HttpStatus.OK_200, "text/plain; version=0.0.4", meters.scrape());
  }

  /**
   * Opens the ports.
   *
   * @throws IOException if a port is taken or an address is not one of this machine
   */
  public void start() throws IOException {
    // Whoever finds the port for clients open finds health, too.
    open(operators, "--admin-");
    open(clients, "--");
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("can't start: " + e.getMessage(), e);
    }
  }

  private void open(ServerConnector connector, String option) throws IOException {
    try {
      connector.open();
    } catch (IOException e) {
      operators.close();
      throw new IOException(
          "can't listen on %s:%d; choose another address or port with %shost and %sport"
              .formatted(connector.getHost(), connector.getPort(), option, option),
          e);
    }
  }

  /** The port that clients send to. */
  public int port() {
    return clients.getLocalPort();
  }

  /** The port that has health and metrics. */
  public int adminPort() {
    return operators.getLocalPort();
  }

  /** Accepts no new requests, answers those that have begun, and closes the ports. */
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
