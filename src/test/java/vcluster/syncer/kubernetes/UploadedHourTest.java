package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.event;
import static vcluster.testing.VclusterObjects.lease;
import static vcluster.testing.VclusterObjects.managed;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.syncer.Events;
import vcluster.syncer.SyncerIdentity;
import vcluster.syncer.SyncerTelemetry;
import vcluster.syncer.SyncerUploader;
import vcluster.syncer.TelemetrySettings;
import vcluster.testing.Await;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;
import vcluster.testing.VclusterObjects;

/** An hour in the life of a vCluster, from its API servers to the bytes that a backend gets. */
class UploadedHourTest {
  private static final int BUFFER = 8;
  private static final TelemetrySettings SETTINGS =
      new TelemetrySettings(
          Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1), BUFFER);

  private static final String VIRTUAL =
      ",\"virtualKubernetesVersion\":{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.4\"}";

  @RegisterExtension final Scene scene = new Scene();

  private final List<String> expected = new ArrayList<>();
  private Instant start;
  @AutoClose private TestServer backend;
  private SyncerTelemetry telemetry;
  private SyncerUploader uploader;
  private String uid;
  private int seen;

  @BeforeEach
  void begin() throws IOException {
    backend = new TestServer("v1/syncer");
    start = scene.clock.instant();
    uid = scene.host().put(VclusterObjects.claim()).getMetadata().getUid();
    scene.host().put(VclusterObjects.service("my", "ClusterIP"));
    scene.host().put(VclusterObjects.statefulSet(List.of(), List.of("--name=my")));
    scene.host().put(managed("Pod", "old", 0));
    scene.host().put(lease("a", 0));
    scene.publishVirtual();
    telemetry = new SyncerTelemetry(SETTINGS, scene.clock);
    uploader =
        telemetry.uploader(
            scene.observe(telemetry::record),
            new SyncerIdentity("", "", "amd64", "linux", "v0.15.0"),
            "T",
            Events.outlet(backend.url(), scene.clock, Duration.ofMinutes(5)));
    scene.awaitWatches();
  }

  @Test
  void anHour_givesExactlyTheExpectedUploads() throws IOException {
    firstMinutes();
    fullBuffer();
    serverThatFails();
    apiServersAway();
    quietTime();
    lastWords();

    assertThat(backend.requests()).extracting(Received::body).isEqualTo(expected);
    assertThat(telemetry.counts().recorded().sum())
        .isEqualTo(telemetry.counts().uploaded().sum() + telemetry.counts().dropped().sum());
    assertThat(telemetry.counts().dropped().sum()).isEqualTo(1);
  }

  /** The pod of the first minute is not recorded, the change of leaders is. */
  private void firstMinutes() {
    at("PT30S");
    scene.host().put(managed("Pod", "early", 0));
    happened(1);
    scene.host().put(lease("b", 1));
    happened(2);
    at("PT2M");
    scene.host().put(managed("Pod", "new", 0));
    happened(1);
    at("PT5M");
    expect(
        VIRTUAL,
        "",
        plain("SyncerStarted", "PT0S"),
        plain("EventLeadershipStopped", "PT30S"),
        plain("LeadershipStarted", "PT30S"),
        synced("PT2M", "core", "Pod"));
  }

  /** Full after 10 seconds, uploaded after 60; what comes between finds no room. */
  private void fullBuffer() {
    at("PT5M10S");
    for (int i = 0; i < BUFFER; i++) {
      scene.host().put(managed("Pod", "many-" + i, 0));
    }
    happened(BUFFER);
    at("PT5M20S");
    scene.virtual().put(event("late", "SyncError", "v1", "Pod", 1));
    happened(1);
    at("PT6M");
    String[] pods = new String[BUFFER];
    Arrays.fill(pods, synced("PT5M10S", "core", "Pod"));
    expect(VIRTUAL, "60000", pods);
  }

  /** The body goes out again as it was, after a backoff of a minute at most. */
  private void serverThatFails() {
    at("PT9M");
    scene.virtual().put(event("new", "SyncError", "apps/v1", "StatefulSet", 1));
    happened(1);
    backend.then(Reply.of(503));
    at("PT11M");
    String failure =
        "{\"type\":\"ResourceSync\",\"time\":%d,\"errors\":\"SyncError\",\"group\":\"apps\","
            .formatted(micros("PT9M"));
    String event = failure + "\"version\":\"v1\",\"kind\":\"StatefulSet\"}";
    expect(VIRTUAL, "300000", event);
    at("PT12M");
    expected.add(expected.get(expected.size() - 1));
    assertThat(backend.requests().get(3).key()).isEqualTo(backend.requests().get(2).key());
  }

  /** What the host said once is still known; what happened meanwhile is told when it is back. */
  private void apiServersAway() throws IOException {
    at("PT13M");
    scene.host().cable().cut();
    scene.virtual().cable().cut();
    scene.host().put(managed("Service", "new", 0));
    at("PT17M");
    expect("", "300000");
    at("PT21M");
    scene.host().cable().mend();
    scene.virtual().cable().mend();
    happened(1);
    scene.awaitWatches();
    at("PT22M");
    expect(VIRTUAL, "300000", synced("PT21M", "core", "Service"));
  }

  private void quietTime() {
    for (int minute = 27; minute <= 57; minute += 5) {
      at("PT" + minute + "M");
      expect(VIRTUAL, "300000");
    }
  }

  private void lastWords() {
    at("PT59M30S");
    scene.host().put(lease("", 2));
    happened(1);
    at("PT1H");
    assertThat(uploader.finish()).isTrue();
    expect(VIRTUAL, "180000", plain("EventLeadershipStopped", "PT59M30S"));
  }

  /** Sets the clock, and lets the uploader look what is due. */
  private void at(String sinceStart) {
    Duration passed = Duration.between(start, scene.clock.instant());
    scene.clock.advance(Duration.parse(sinceStart).minus(passed));
    uploader.step();
  }

  private void happened(int events) {
    seen += events;
    Await.until(seen + " events were seen", () -> scene.events.size() >= seen);
  }

  private void expect(String virtualVersion, String sinceLast, String... events) {
    String properties =
        "{\"instanceProperties\":{\"uid\":\"%s\",\"arch\":\"amd64\",\"os\":\"linux\","
                .formatted(uid)
            + "\"syncerVersion\":\"v0.15.0\","
            + "\"syncerFlags\":\"{\\\"setFlags\\\":{\\\"name\\\":true}}\","
            + "\"vclusterServiceType\":\"ClusterIP\""
            + virtualVersion
            + ",\"hostKubernetesVersion\":{\"major\":\"1\",\"minor\":\"31\","
            + "\"gitVersion\":\"v1.31.2\"}}";
    String list = events.length == 0 ? "" : ",\"events\":[" + String.join(",", events) + "]";
    String since = sinceLast.isEmpty() ? "" : ",\"timeSinceLastUpload\":" + sinceLast;
    expected.add(properties + list + since + ",\"token\":\"T\"}");
  }

  private String plain(String type, String sinceStart) {
    return "{\"type\":\"%s\",\"time\":%d}".formatted(type, micros(sinceStart));
  }

  private String synced(String sinceStart, String group, String kind) {
    return "{\"type\":\"ResourceSync\",\"time\":%d,\"success\":true,\"group\":\"%s\","
            .formatted(micros(sinceStart), group)
        + "\"version\":\"v1\",\"kind\":\""
        + kind
        + "\"}";
  }

  private long micros(String sinceStart) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, start.plus(Duration.parse(sinceStart)));
  }
}
