package vcluster.syncer;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A process in which 16 threads record without a pause while uploads go to a real server. */
final class RecordProbe {
  private static final int THREADS = 16;

  private RecordProbe() {}

  /** Takes how many events to record, and prints what was recorded, uploaded, dropped, received. */
  public static void main(String[] arguments) throws Exception {
    int each = Integer.parseInt(arguments[0]) / THREADS;
    AtomicLong received = new AtomicLong();
    HttpServer server = server(received);
    SyncerTelemetry telemetry =
        new SyncerTelemetry(
            new TelemetrySettings(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ZERO, 500),
            Clock.systemUTC());
    telemetry.start(
        limit -> ClusterFacts.NONE,
        Events.NOBODY,
        "T",
        Events.outlet(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/",
            Clock.systemUTC(),
            Events.PATIENCE));
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread producer = new Thread(() -> produce(telemetry, each));
      producers.add(producer);
      producer.start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
    telemetry.close(Events.PATIENCE);
    server.stop(0);
    SyncerCounts counts = telemetry.counts();
    System.out.println(
        counts.recorded().sum()
            + " "
            + counts.uploaded().sum()
            + " "
            + counts.dropped().sum()
            + " "
            + received);
  }

  private static void produce(SyncerTelemetry telemetry, int events) {
    for (int i = 0; i < events; i++) {
      telemetry.record(Events.sync(Long.MAX_VALUE / 2 + i, 1, "apps", "v1", "Deployment"));
    }
  }

  /** The end cuts a request short and sends it once more: it counts once, by its key. */
  private static HttpServer server(AtomicLong received) throws Exception {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = exchange.getRequestBody().readAllBytes();
          String body = new String(bytes, StandardCharsets.UTF_8);
          if (keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
            received.addAndGet(body.split("\\{\"type\":", -1).length - 1);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
