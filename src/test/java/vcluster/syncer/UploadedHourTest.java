package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.syncer.kubernetes.QuickObserver;
import vcluster.testing.ApiServer;
import vcluster.testing.TestClock;
import vcluster.testing.VclusterObjects;
import vcluster.upload.HttpSender;
import vcluster.upload.Route;
import vcluster.upload.Trust;

/** An hour in the life of a vCluster, from its API servers to the backend, byte for byte. */
class UploadedHourTest {
  /** The kinds in the host, and the Lease. */
  private static final int HOST_WATCHES = 11;

  private static final int LOOKS = 6_000;
  private static final String POD = synced("core", "v1", "Pod");
  private static final String SERVICE = synced("core", "v1", "Service");
  private static final String INGRESS = synced("networking.k8s.io", "v1", "Ingress");
  private static final String SECRET = synced("core", "v1", "Secret");
  private static final String FAILED =
      "{\"type\":\"ResourceSync\",\"time\":%d,\"errors\":\"SyncError\","
          + "\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"StatefulSet\"}";
  private static final String STARTED = "{\"type\":\"SyncerStarted\",\"time\":%d}";
  private static final String LEADS = "{\"type\":\"LeadershipStarted\",\"time\":%d}";
  private static final String LEADS_NO_MORE = "{\"type\":\"EventLeadershipStopped\",\"time\":%d}";

  @TempDir Path folder;

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T10:00:00.000001Z"));
  private final SyncerTelemetry telemetry = new SyncerTelemetry(TelemetrySettings.DEFAULT, clock);
  private final AtomicInteger seen = new AtomicInteger();
  private final List<String> events = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private ApiServer host;
  private ApiServer virtual;
  private ScriptedServer backend;
  private Observation observation;
  private SyncerUploader uploader;
  private String uid;

  @BeforeEach
  void begin() throws IOException {
    host = new ApiServer("v1.31.2");
    virtual = new ApiServer("v1.30.4");
    backend = new ScriptedServer();
    uid = host.put(VclusterObjects.claim()).getMetadata().getUid();
    host.put(VclusterObjects.service("my", "NodePort"));
    host.put(VclusterObjects.statefulSet(List.of(), List.of("--name=my", "--sync=-pods")));
    host.put(VclusterObjects.lease("a", 0));
    host.put(VclusterObjects.kubeconfigSecret(virtual.kubeconfig("default", "t")));
    happened(STARTED);
    observation =
        QuickObserver.create()
            .start(
                new ObserverOptions(
                    "my",
                    Optional.empty(),
                    Optional.of(
                        Files.writeString(folder.resolve("host"), host.kubeconfig("team", "t"))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                clock,
                event -> {
                  telemetry.record(event);
                  seen.incrementAndGet();
                });
    awaitWatches();
    Instance instance = new Instance("vclusterctl", "", "amd64", "linux", "v0.19.0");
    uploader = telemetry.uploader(observation, instance, "T", outlet());
  }

  @AfterEach
  void end() {
    observation.close();
    host.close();
    virtual.close();
    backend.close();
  }

  @Test
  void anHour_isExactlyTheExpectedUploads() throws IOException {
    warmUp();
    changes();
    anAbsence();
    refusals();
    while (bodies.size() < 12) {
      later(300);
      upload(true);
    }

    assertThat(backend.requests).extracting(ScriptedServer.Request::body).isEqualTo(bodies);
    assertThat(clock.instant()).isEqualTo("2026-01-01T11:00:00.000001Z");
    assertThat(telemetry.tally().dropped()).isZero();
  }

  /** Syncs of the first minute are not recorded. */
  private void warmUp() {
    later(30);
    host.put(VclusterObjects.managed("Pod", "early", 0));
    awaitSeen(1);
    later(90);
    host.put(VclusterObjects.managed("Pod", "early", 1));
    happened(POD);
    awaitSeen(2);
    host.put(VclusterObjects.managed("Service", "new", 0));
    happened(SERVICE);
    awaitSeen(3);
    later(180);
    upload(true);
  }

  private void changes() {
    later(100);
    virtual.put(VclusterObjects.event("e", "SyncError", "apps/v1", "StatefulSet", 1));
    happened(FAILED);
    awaitSeen(4);
    later(100);
    host.put(VclusterObjects.lease("b", 1));
    happened(LEADS_NO_MORE);
    happened(LEADS);
    awaitSeen(6);
    later(100);
    upload(true);
  }

  private void anAbsence() throws IOException {
    host.cable().cut();
    virtual.cable().cut();
    host.put(VclusterObjects.managed("Ingress", "new", 0));
    later(300);
    upload(false);
    later(10);
    host.cable().mend();
    virtual.cable().mend();
    happened(INGRESS);
    awaitSeen(7);
    awaitWatches();
    later(290);
    upload(true);
  }

  private void refusals() {
    host.script().refuse("/secrets", 403);
    host.script().refuse("/services", 401);
    host.script().dropWatches();
    await("the rest is watched", () -> host.script().watching("") == HOST_WATCHES - 2);
    host.put(VclusterObjects.managed("Secret", "new", 0));
    later(300);
    upload(true);
    host.script().allow("/secrets");
    host.script().allow("/services");
    happened(SECRET);
    awaitSeen(8);
    awaitWatches();
    later(300);
    upload(true);
  }

  private void upload(boolean virtualAnswers) {
    uploader.step();
    bodies.add(body(virtualAnswers));
    events.clear();
    assertThat(backend.requests).hasSameSizeAs(bodies);
  }

  private String body(boolean virtualAnswers) {
    return "{\"instanceProperties\":{\"uid\":\""
        + uid
        + "\",\"instanceCreator\":\"vclusterctl\",\"arch\":\"amd64\",\"os\":\"linux\","
        + "\"syncerVersion\":\"v0.19.0\",\"syncerFlags\":\"{\\\"setFlags\\\":{\\\"name\\\":true,"
        + "\\\"sync\\\":true},\\\"controllers\\\":[\\\"-pods\\\"]}\","
        + "\"vclusterServiceType\":\"NodePort\","
        + (virtualAnswers
            ? "\"virtualKubernetesVersion\":{\"major\":\"1\",\"minor\":\"30\","
                + "\"gitVersion\":\"v1.30.4\"},"
            : "")
        + "\"hostKubernetesVersion\":{\"major\":\"1\",\"minor\":\"31\",\"gitVersion\":\"v1.31.2\"}}"
        + (events.isEmpty() ? "" : ",\"events\":[" + String.join(",", events) + "]")
        + (bodies.isEmpty() ? "" : ",\"timeSinceLastUpload\":300000")
        + ",\"token\":\"T\"}";
  }

  private void later(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  private void happened(String event) {
    events.add(event.formatted(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
  }

  private void awaitSeen(int count) {
    await("there are " + count, () -> seen.get() >= count);
    assertThat(seen.get()).isEqualTo(count);
  }

  private void awaitWatches() {
    await("the host is watched", () -> host.script().watching("") == HOST_WATCHES);
    await("the virtual cluster is watched", () -> virtual.script().watching("") == 1);
  }

  private Outlet outlet() {
    Map<String, String> environment = Map.of("SYNCER_TELEMETRY_ENDPOINT", backend.url());
    HttpSender sender =
        new HttpSender(
            (Route.Open) Route.ofSyncer(environment),
            Trust.context(environment, Path.of("/")),
            "1.2.3",
            clock);
    return body -> sender.send(body.key(), body.body(), () -> {});
  }

  private static String synced(String group, String version, String kind) {
    return "{\"type\":\"ResourceSync\",\"time\":%d,\"success\":true,"
        + "\"group\":\"%s\",\"version\":\"%s\",\"kind\":\"%s\"}".formatted(group, version, kind);
  }

  private static void await(String what, BooleanSupplier condition) {
    for (int look = 0; look < LOOKS; look++) {
      if (condition.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    fail("waited in vain until " + what);
  }
}
