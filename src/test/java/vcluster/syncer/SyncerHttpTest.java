package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestClock;
import vcluster.testing.TestServer;

/** Uploads to a real server that accepts, fails, asks to wait, or never answers. */
class SyncerHttpTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  @AutoClose private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer("v1/syncer");
  }

  @Test
  void acceptedUpload_isOnePostOfJson() {
    SyncerTelemetry telemetry = new SyncerTelemetry(Events.SETTINGS, clock);
    SyncerUploader uploader = uploader(telemetry);
    clock.advance(FIVE_MINUTES);
    uploader.step();

    assertThat(server.requests()).hasSize(1);
    Received request = server.requests().get(0);
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.header("User-Agent")).isEqualTo("vcluster/1.2.3");
    assertThat(request.body())
        .isEqualTo(
            "{\"instanceProperties\":{},\"events\":[{\"type\":\"SyncerStarted\","
                + "\"time\":1767225600000000}],\"token\":\"T\"}");
    assertThat(telemetry.counts().accepted().sum()).isEqualTo(1);
  }

  @Test
  void failedUpload_isRepeatedWithTheSameBytesAndKey() {
    server.then(Reply.of(500)).then(Reply.of(503).with("Retry-After", "7200")).then(Reply.of(204));
    SyncerTelemetry telemetry = new SyncerTelemetry(Events.SETTINGS, clock);
    SyncerUploader uploader = uploader(telemetry);
    clock.advance(FIVE_MINUTES);

    clock.advance(uploader.step());
    assertThat(uploader.step()).isEqualTo(Duration.ofHours(2));
    clock.advance(Duration.ofHours(2));
    assertThat(uploader.step()).isEqualTo(FIVE_MINUTES);

    assertThat(server.requests()).extracting(Received::key).hasSize(3);
    assertThat(server.requests()).extracting(Received::key).containsOnly(key(0));
    assertThat(server.requests())
        .extracting(Received::body)
        .containsOnly(server.requests().get(0).body());
    assertThat(telemetry.counts().uploaded().sum()).isEqualTo(1);
    assertThat(telemetry.counts().unavailable().sum()).isEqualTo(2);
  }

  @Test
  void serverThatHangs_isGivenUp_andAskedAgain() {
    server.then(Reply.never());
    SyncerTelemetry telemetry = new SyncerTelemetry(Events.SETTINGS, clock);
    SyncerUploader uploader =
        telemetry.uploader(
            limit -> ClusterFacts.NONE,
            Events.NOBODY,
            "T",
            Events.outlet(server.url(), clock, Duration.ofSeconds(3)));
    clock.advance(FIVE_MINUTES);

    Duration wait = uploader.step();
    assertThat(telemetry.counts().unavailable().sum()).isEqualTo(1);
    server.awaitRequests(1);
    clock.advance(wait);
    uploader.step();

    assertThat(server.requests()).hasSize(2);
    assertThat(key(1)).isEqualTo(key(0));
    assertThat(telemetry.counts().uploaded().sum()).isEqualTo(1);
  }

  /** By the real clock: the loop sends at once, and is stopped in the middle of it. */
  @Test
  void end_cutsARequestShort_andSendsItOnceMore() {
    server.then(Reply.never());
    SyncerTelemetry telemetry =
        new SyncerTelemetry(
            new TelemetrySettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, 500),
            Clock.systemUTC());
    telemetry.start(limit -> ClusterFacts.NONE, Events.NOBODY, "T", outlet());
    server.awaitRequests(1);
    telemetry.record(Events.plain(EventType.API_REQUEST, 1));

    telemetry.close(Events.PATIENCE);

    assertThat(server.requests()).hasSize(3);
    assertThat(key(1)).isEqualTo(key(0));
    assertThat(key(2)).isNotEqualTo(key(0));
    assertThat(telemetry.counts().uploaded().sum()).isEqualTo(2);
    assertThat(telemetry.counts().unavailable().sum()).isZero();
    assertThat(telemetry.isAlive()).isFalse();
  }

  /** By the real clock: an hour's wait ends when the last place is taken. */
  @Test
  void fullBuffer_wakesTheLoop() {
    server.then(Reply.of(200)).then(Reply.never());
    SyncerTelemetry telemetry =
        new SyncerTelemetry(
            new TelemetrySettings(Duration.ZERO, Duration.ofHours(1), Duration.ZERO, 2),
            Clock.systemUTC());
    telemetry.start(limit -> ClusterFacts.NONE, Events.NOBODY, "T", outlet());
    telemetry.record(Events.plain(EventType.API_REQUEST, 1));
    while (telemetry.counts().accepted().sum() == 0) {
      Thread.onSpinWait();
    }

    telemetry.record(Events.plain(EventType.API_REQUEST, 2));
    telemetry.record(Events.plain(EventType.API_REQUEST, 3));
    server.awaitRequests(2);
    telemetry.close(Events.PATIENCE);

    assertThat(telemetry.counts().uploaded().sum()).isEqualTo(4);
  }

  private String key(int request) {
    return server.requests().get(request).key();
  }

  private SyncerUploader uploader(SyncerTelemetry telemetry) {
    return telemetry.uploader(limit -> ClusterFacts.NONE, Events.NOBODY, "T", outlet());
  }

  private Outlet outlet() {
    return Events.outlet(server.url(), clock, Events.PATIENCE);
  }
}
