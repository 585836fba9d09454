package vcluster.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A backend on loopback that answers as it was told; when it was told no more, it accepts. */
public final class ScriptedServer implements AutoCloseable {
  /** One request as it came in. */
  public record Request(Headers headers, String body) {
    /** Its {@code Idempotency-Key}. */
    public String key() {
      return headers.getFirst("Idempotency-Key");
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws Exception;
  }

  /** Whatever came in, oldest first. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Starts it. */
  public ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its address, as a syncer's endpoint. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/syncer";
  }

  /** Answers the next request with this status. */
  public ScriptedServer then(int status) {
    return then(status, "X-Nothing", "");
  }

  /** The same, with a header. */
  public ScriptedServer then(int status, String header, String value) {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          exchange.sendResponseHeaders(status, -1);
        });
    return this;
  }

  /** Says that a request has arrived, and never answers it. */
  public ScriptedServer thenHang(CountDownLatch arrived) {
    answers.add(
        exchange -> {
          arrived.countDown();
          closed.await();
        });
    return this;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(new Request(exchange.getRequestHeaders(), body));
      Answer answer = answers.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        answer.to(exchange);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
