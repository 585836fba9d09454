import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.EventType;
import vcluster.syncer.Gvk;
import vcluster.syncer.SyncerEvent;
import vcluster.syncer.SyncerIdentity;
import vcluster.syncer.SyncerTelemetry;
import vcluster.syncer.TelemetrySettings;
import vcluster.upload.HttpSender;
import vcluster.upload.Route;
import vcluster.upload.Trust;

/**
 * Measures each call of {@code record}: with a buffer of the usual size that is uploaded as often
 * as can be, where nearly all events find no room, and with one that has room for all.
 */
public final class Record {
  private static final SyncerEvent EVENT =
      new SyncerEvent(
          EventType.RESOURCE_SYNC,
          Long.MAX_VALUE / 2,
          true,
          21,
          "",
          new Gvk("apps", "v1", "Deployment"));

  private Record() {}

  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
    HttpServer server = server();
    // The first rounds are for the compiler.
    for (int round = 0; round < 2; round++) {
      measure(uploading(server), events, threads);
      measure(telemetry(events + 1), events, threads);
    }
    server.stop(0);
  }

  private static SyncerTelemetry telemetry(int buffer) {
    return new SyncerTelemetry(
        new TelemetrySettings(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ZERO, buffer),
        Clock.systemUTC());
  }

  private static SyncerTelemetry uploading(HttpServer server) {
    SyncerTelemetry telemetry = telemetry(500);
    Map<String, String> environment =
        Map.of(
            "SYNCER_TELEMETRY_ENDPOINT",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/syncer");
    HttpSender sender =
        new HttpSender(
            (Route.Open) Route.ofSyncer(environment),
            Trust.context(environment, Path.of("/")),
            "bench",
            Clock.systemUTC());
    telemetry.start(
        limit -> ClusterFacts.NONE,
        new SyncerIdentity("", "", "", "", ""),
        "T",
        (key, body) -> sender.send(key, body, () -> {}));
    return telemetry;
  }

  private static void measure(SyncerTelemetry telemetry, int events, int threads)
      throws InterruptedException {
    int[][] nanos = new int[threads][events / threads];
    List<Thread> producers = new ArrayList<>();
    for (int[] own : nanos) {
      producers.add(new Thread(() -> produce(telemetry, own)));
    }
    long begin = System.nanoTime();
    producers.forEach(Thread::start);
    for (Thread producer : producers) {
      producer.join();
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    telemetry.close();
    print(telemetry, nanos, millis);
  }

  private static void produce(SyncerTelemetry telemetry, int[] nanos) {
    for (int i = 0; i < nanos.length; i++) {
      long before = System.nanoTime();
      telemetry.record(EVENT);
      nanos[i] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - before);
    }
  }

  private static void print(SyncerTelemetry telemetry, int[][] nanos, long millis) {
    int[] all = Arrays.stream(nanos).flatMapToInt(Arrays::stream).sorted().toArray();
    System.out.printf(
        "%d events, %d threads, %d ms: p50 %.2f us, p99 %.2f us, p99.9 %.2f us, max %.0f us%n",
        all.length, nanos.length, millis, at(all, 0.5), at(all, 0.99), at(all, 0.999), at(all, 1));
    long recorded = telemetry.counts().recorded().sum();
    long uploaded = telemetry.counts().uploaded().sum();
    long dropped = telemetry.counts().dropped().sum();
    long waiting = telemetry.waiting();
    System.out.printf(
        "  buffer %d: recorded %d = uploaded %d + dropped %d + waiting %d%s%n",
        telemetry.capacity(),
        recorded,
        uploaded,
        dropped,
        waiting,
        recorded == uploaded + dropped + waiting ? "" : ": DOES NOT ADD UP");
  }

  private static double at(int[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1_000.0;
  }

  private static HttpServer server() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
