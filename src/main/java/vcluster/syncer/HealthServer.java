package vcluster.syncer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /livez}, {@code /healthz} and {@code /metrics}, and nothing else. A restart helps
 * where the first fails; the second also fails where something else has to be mended.
 */
final class HealthServer implements AutoCloseable {
  private static final int THREADS = 2;
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The media type of Prometheus' text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private HealthServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * What there is to tell, asked for at each request.
   *
   * @param alive whether the thread that uploads runs
   * @param troubles what does not work although it should, each in a line
   * @param metrics in Prometheus' text format
   */
  record Health(BooleanSupplier alive, Supplier<List<String>> troubles, Supplier<String> metrics) {}

  /**
   * Listens on {@code address}.
   *
   * @throws IOException if the address is in use or not available
   */
  static HealthServer start(InetSocketAddress address, Health health) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, health));
    server.start();
    return new HealthServer(server, threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Health health) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, TEXT, "method not allowed\n");
      return;
    }
    List<String> dead =
        health.alive().getAsBoolean() ? List.of() : List.of("the thread that uploads has stopped");
    switch (exchange.getRequestURI().getPath()) {
      case "/livez" -> sendHealth(exchange, dead);
      case "/healthz" -> sendHealth(exchange, dead.isEmpty() ? health.troubles().get() : dead);
      case "/metrics" -> send(exchange, 200, METRICS, health.metrics().get());
      default -> send(exchange, 404, TEXT, "not found; try /livez, /healthz or /metrics\n");
    }
  }

  private static void sendHealth(HttpExchange exchange, List<String> troubles) throws IOException {
    boolean ok = troubles.isEmpty();
    send(exchange, ok ? 200 : 503, TEXT, ok ? "ok\n" : String.join("\n", troubles) + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
