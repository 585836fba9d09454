package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against API servers that mean no good. */
class KubernetesClientsTest {
  private static final int MEBIBYTE = 1 << 20;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = listen();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** The token would go along. */
  @Test
  void redirects_areNotFollowed() throws IOException {
    HttpServer other = listen();
    List<String> came = new CopyOnWriteArrayList<>();
    other.createContext(
        "/",
        exchange -> {
          came.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(404, -1);
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", url(other) + "elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });

    assertFails(Duration.ofSeconds(1));

    assertThat(came).isEmpty();
    assertThat(log).hasSize(1).first().asString().contains("The cluster fails (get version)");
    other.stop(0);
  }

  @Test
  @Timeout(60)
  void anEndlessAnswer_isNotKept() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = " ".repeat(MEBIBYTE).getBytes();
          try (OutputStream body = exchange.getResponseBody()) {
            // What a heap of 64 MiB can't hold, and an end: this test must have one.
            for (int i = 0; i < 128; i++) {
              body.write(blanks);
            }
          }
        });

    assertFails(Duration.ofMinutes(1))
        .hasStackTraceContaining("an answer of more than " + ResponseLimits.MAX_LENGTH);
  }

  @Test
  @Timeout(60)
  void anAnswerThatStops_isNotWaitedFor() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            over.await(120, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertFails(Duration.ofSeconds(1));
  }

  private AbstractThrowableAssert<?, ?> assertFails(Duration timeout) {
    try (KubernetesClient client = client(timeout)) {
      return assertThatThrownBy(client::getKubernetesVersion).isInstanceOf(RuntimeException.class);
    }
  }

  private KubernetesClient client(Duration timeout) {
    WatchSettings settings =
        new WatchSettings(
            timeout,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            Duration.ofSeconds(1),
            List.of(),
            Optional.empty());
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(url(server)).withOauthToken("t").build();
    return new KubernetesClients(
            settings, new ConnectionLog("cluster", (level, line) -> log.add(line)))
        .open(config);
  }

  private HttpServer listen() throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listening.setExecutor(threads);
    listening.start();
    return listening;
  }

  private static String url(HttpServer of) {
    return "http://127.0.0.1:" + of.getAddress().getPort() + "/";
  }
}
