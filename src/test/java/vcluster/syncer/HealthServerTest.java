package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vcluster.syncer.WatchStatus.State;
import vcluster.testing.TestClock;
import vcluster.upload.SendResult;

/** What a probe and a scraper see. */
class HealthServerTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final List<String> troubles = new ArrayList<>();
  private final HealthServer.Health health =
      new HealthServer.Health(healthy::get, () -> troubles, registry::scrape);

  @Test
  void health_isThatOfTheUploads() throws Exception {
    try (HealthServer server = HealthServer.start(ANY, health)) {
      assertThat(ask(server, "GET", "/healthz").statusCode()).isEqualTo(200);
      assertThat(ask(server, "HEAD", "/healthz").body()).isEmpty();
      healthy.set(false);
      assertThat(ask(server, "GET", "/healthz").statusCode()).isEqualTo(503);
      assertThat(ask(server, "HEAD", "/healthz").statusCode()).isEqualTo(503);
    }
  }

  /** A restart would not help; the program goes on with what works. */
  @Test
  void aWatchThatFails_isUnhealthy_andAlive() throws Exception {
    troubles.add("pods of the host cluster can't be watched");
    try (HealthServer server = HealthServer.start(ANY, health)) {
      HttpResponse<String> answer = ask(server, "GET", "/healthz");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo(troubles.get(0) + "\n");
      assertThat(ask(server, "GET", "/livez").statusCode()).isEqualTo(200);
      healthy.set(false);
      assertThat(ask(server, "GET", "/livez").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void otherRequests_areRefused() throws Exception {
    try (HealthServer server = HealthServer.start(ANY, health)) {
      assertThat(ask(server, "GET", "/").statusCode()).isEqualTo(404);
      assertThat(ask(server, "GET", "/healthz/x").statusCode()).isEqualTo(404);
      assertThat(ask(server, "POST", "/metrics").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void metrics_areTheFigures() throws Exception {
    SyncerTelemetry telemetry =
        new SyncerTelemetry(
            new TelemetrySettings(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ZERO, 2),
            new TestClock(Instant.EPOCH));
    SyncerMetrics.bind(telemetry, registry);
    for (int i = 0; i < 4; i++) {
      telemetry.record(Events.plain(EventType.API_REQUEST, 1));
    }
    FakeOutlet outlet = new FakeOutlet();
    outlet.answer(new SendResult.Unavailable(0, "timeout", 0), new SendResult.Refused(400));
    SyncerUploader uploader =
        telemetry.uploader(limit -> ClusterFacts.NONE, Events.NOBODY, "T", outlet);
    uploader.upload();
    uploader.upload();
    telemetry.record(Events.plain(EventType.API_REQUEST, 1));
    uploader.upload();
    telemetry.record(Events.plain(EventType.API_REQUEST, 1));

    try (HealthServer server = HealthServer.start(ANY, health)) {
      HttpResponse<String> metrics = ask(server, "GET", "/metrics");

      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")))
          .containsExactlyInAnyOrder(
              "vcluster_syncer_events_recorded_total 7.0",
              "vcluster_syncer_events_dropped_total 5.0",
              "vcluster_syncer_events_uploaded_total 1.0",
              "vcluster_syncer_uploads_total{outcome=\"accepted\"} 1.0",
              "vcluster_syncer_uploads_total{outcome=\"refused\"} 1.0",
              "vcluster_syncer_uploads_total{outcome=\"unavailable\"} 1.0",
              "vcluster_syncer_buffer_events 1.0",
              "vcluster_syncer_buffer_capacity 2.0");
      String documented = Files.readString(Path.of("docs/syncer.md"));
      assertThat(metrics.body().lines().filter(line -> line.startsWith("# TYPE")))
          .extracting(line -> line.split(" ")[2])
          .allSatisfy(name -> assertThat(documented).contains("`" + name));
    }
  }

  @Test
  void watches_areCountedByClusterAndState() {
    List<WatchStatus> watches =
        List.of(
            new WatchStatus(WatchStatus.HOST, "pods", State.WATCHING, false),
            new WatchStatus(WatchStatus.HOST, "secrets", State.WATCHING, false),
            new WatchStatus(WatchStatus.HOST, "leases", State.WAITING, true),
            new WatchStatus(WatchStatus.VIRTUAL, "events", State.LISTING, false));
    SyncerMetrics.bind(() -> watches, registry);

    assertThat(registry.scrape().lines().filter(line -> !line.startsWith("#")))
        .containsExactlyInAnyOrder(
            "vcluster_syncer_watches{cluster=\"host\",state=\"watching\"} 2.0",
            "vcluster_syncer_watches{cluster=\"host\",state=\"listing\"} 0.0",
            "vcluster_syncer_watches{cluster=\"host\",state=\"waiting\"} 1.0",
            "vcluster_syncer_watches{cluster=\"virtual\",state=\"watching\"} 0.0",
            "vcluster_syncer_watches{cluster=\"virtual\",state=\"listing\"} 1.0",
            "vcluster_syncer_watches{cluster=\"virtual\",state=\"waiting\"} 0.0");
  }

  private HttpResponse<String> ask(HealthServer server, String method, String path)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }
}
