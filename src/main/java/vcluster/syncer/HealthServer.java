package vcluster.syncer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves {@code /healthz} and {@code /metrics}, and nothing else. */
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
   * Listens on {@code address}.
   *
   * @throws IOException if the address is in use or not available
   */
  static HealthServer start(
      InetSocketAddress address, BooleanSupplier healthy, Supplier<String> metrics)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, healthy, metrics));
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

  private static void answer(
      HttpExchange exchange, BooleanSupplier healthy, Supplier<String> metrics) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, TEXT, "method not allowed\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/healthz" -> {
        boolean ok = healthy.getAsBoolean();
        send(exchange, ok ? 200 : 503, TEXT, ok ? "ok\n" : "the upload thread has stopped\n");
      }
      case "/metrics" -> send(exchange, 200, METRICS, metrics.get());
      default -> send(exchange, 404, TEXT, "not found; try /healthz or /metrics\n");
    }
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
