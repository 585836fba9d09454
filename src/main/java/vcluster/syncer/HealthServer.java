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

/** Answers {@code /healthz} and {@code /metrics}, and nothing else. */
final class HealthServer implements AutoCloseable {
  private static final int THREADS = 2;
  private static final String TEXT = "text/plain; charset=utf-8";

  /** What Prometheus calls its text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private HealthServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens at {@code address}.
   *
   * @throws IOException if it is not to be had
   */
  static HealthServer start(
      InetSocketAddress address, BooleanSupplier healthy, Supplier<String> metrics)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, HealthServer::daemon);
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
      send(exchange, 405, TEXT, "only GET\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/healthz" -> {
        boolean well = healthy.getAsBoolean();
        send(exchange, well ? 200 : 503, TEXT, well ? "ok\n" : "nothing uploads any more\n");
      }
      case "/metrics" -> send(exchange, 200, METRICS, metrics.get());
      default -> send(exchange, 404, TEXT, "there are /healthz and /metrics\n");
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

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "health");
    thread.setDaemon(true);
    return thread;
  }
}
