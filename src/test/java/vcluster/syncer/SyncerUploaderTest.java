package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.testing.TestClock;
import vcluster.upload.SendResult;

/** When uploads happen, what they hold, and what becomes of them, by a clock that we move. */
class SyncerUploaderTest {
  private static final SendResult DOWN = new SendResult.Unavailable(503, "unavailable", 0);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final int CAPACITY = 500;

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeOutlet outlet = new FakeOutlet();
  private final List<Duration> limits = new ArrayList<>();
  private final SyncerTelemetry telemetry = new SyncerTelemetry(Events.SETTINGS, clock);
  private final SyncerUploader uploader =
      telemetry.uploader(this::facts, Events.NOBODY, "T", outlet);

  @Test
  void fullAfterTenSeconds_waitsForTheFullMinute() {
    clock.advance(Duration.ofSeconds(10));
    fill(CAPACITY - 1);

    assertThat(uploader.step()).isEqualTo(Duration.ofSeconds(50));
    assertThat(stepAfter(Duration.ofMillis(49_999))).isEqualTo(Duration.ofMillis(1));
    assertThat(outlet.sent).isEmpty();

    stepAfter(Duration.ofMillis(1));
    assertThat(outlet.sent).extracting(FakeOutlet.Sent::events).containsExactly(CAPACITY);
  }

  @Test
  void fullLater_isUploadedAtOnce() {
    assertThat(stepAfter(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(210));
    fill(CAPACITY - 2);
    uploader.step();
    assertThat(outlet.sent).isEmpty();

    fill(1);
    uploader.step();
    assertThat(outlet.sent).extracting(FakeOutlet.Sent::events).containsExactly(CAPACITY);
  }

  @Test
  void notFull_isUploadedAfterFiveMinutes_withAllThatIsKnown() {
    fill(2);
    assertThat(stepAfter(FIVE_MINUTES.minusMillis(1))).isEqualTo(Duration.ofMillis(1));

    assertThat(stepAfter(Duration.ofMillis(1))).isEqualTo(FIVE_MINUTES);

    assertThat(outlet.sent).hasSize(1);
    assertThat(outlet.last().body())
        .startsWith("{\"instanceProperties\":{\"uid\":\"read 1\"},")
        .contains("{\"type\":\"SyncerStarted\",\"time\":1767225600000000}")
        .doesNotContain("timeSinceLastUpload");
    assertThat(outlet.last().key()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  /** The instance is still there: that alone is news. */
  @Test
  void nothingHappened_isUploadedAllTheSame() {
    stepAfter(FIVE_MINUTES);
    stepAfter(FIVE_MINUTES);

    assertThat(outlet.last().body())
        .isEqualTo(
            "{\"instanceProperties\":{\"uid\":\"read 2\"},"
                + "\"timeSinceLastUpload\":300000,\"token\":\"T\"}");
  }

  @Test
  void firstMinute_recordsNoSyncOfResources_butAllElse() {
    Instant start = clock.instant();
    telemetry.record(Events.sync(start));
    telemetry.record(Events.sync(start.plusNanos(59_999_999_000L)));
    telemetry.record(Events.plain(EventType.LEADERSHIP_STARTED, SyncerEvent.micros(start)));
    assertThat(telemetry.counts().recorded().sum()).isEqualTo(2);

    telemetry.record(Events.sync(start.plusSeconds(60)));
    assertThat(telemetry.counts().recorded().sum()).isEqualTo(3);
    assertThat(telemetry.waiting()).isEqualTo(3);
    assertThat(telemetry.counts().dropped().sum()).isZero();
  }

  @Test
  void overflow_isCounted_andTheFirstAreKept() {
    fill(CAPACITY + 99);

    assertThat(telemetry.waiting()).isEqualTo(CAPACITY);
    assertThat(telemetry.counts().dropped().sum()).isEqualTo(100);
    assertAddsUp();
  }

  @Test
  void failedBody_isSentAgainAsItWas_andWhatCameMeanwhileFollows() {
    outlet.answer(DOWN, DOWN);
    Duration wait = stepAfter(FIVE_MINUTES);
    fill(3);
    assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));

    stepAfter(wait.minusSeconds(1));
    assertThat(outlet.sent).hasSize(1);
    Duration longer = stepAfter(Duration.ofSeconds(1));
    assertThat(longer).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    stepAfter(longer);

    assertThat(outlet.sent).hasSize(3).containsOnly(outlet.sent.get(0));
    assertThat(telemetry.counts().unavailable().sum()).isEqualTo(2);
    assertThat(telemetry.counts().accepted().sum()).isEqualTo(1);
    stepAfter(FIVE_MINUTES);
    assertThat(outlet.last().key()).isNotEqualTo(outlet.sent.get(0).key());
    assertThat(outlet.last().events()).isEqualTo(3);
    assertThat(telemetry.counts().uploaded().sum()).isEqualTo(4);
    assertAddsUp();
  }

  @Test
  void retryAfter_isObeyed_atTheEndToo() {
    outlet.answer(new SendResult.Unavailable(429, "unavailable", 3_600));
    assertThat(stepAfter(FIVE_MINUTES)).isEqualTo(Duration.ofHours(1));
    fill(2);

    assertThat(uploader.finish()).isFalse();

    assertThat(outlet.sent).hasSize(1);
    assertThat(telemetry.counts().dropped().sum()).isEqualTo(3);
    assertAddsUp();
  }

  @Test
  void refusedBody_isDropped_andTheWaitBeginsAnew() {
    outlet.answer(new SendResult.Refused(400));

    assertThat(stepAfter(FIVE_MINUTES)).isEqualTo(FIVE_MINUTES);

    assertThat(telemetry.counts().refused().sum()).isEqualTo(1);
    assertThat(telemetry.counts().dropped().sum()).isEqualTo(1);
    assertAddsUp();
  }

  @Test
  void serverAwayForADay_costsTwoBuffersOfMemory() {
    outlet.answer(java.util.Collections.nCopies(50, DOWN).toArray(SendResult[]::new));
    for (Duration passed = Duration.ZERO; passed.toHours() < 24; ) {
      fill(CAPACITY);
      Duration wait = uploader.step();
      clock.advance(wait);
      passed = passed.plus(wait);
    }

    assertThat(outlet.sent).hasSizeGreaterThan(5).containsOnly(outlet.sent.get(0));
    assertThat(telemetry.waiting()).isEqualTo(CAPACITY);
    long kept = telemetry.waiting() + outlet.last().events();
    assertThat(telemetry.counts().recorded().sum())
        .isEqualTo(telemetry.counts().dropped().sum() + kept);
  }

  @Test
  void end_uploadsWhatIsThere_frozenOnesFirst() {
    outlet.answer(DOWN);
    stepAfter(FIVE_MINUTES);
    fill(2);

    assertThat(uploader.finish()).isTrue();

    assertThat(outlet.sent).extracting(FakeOutlet.Sent::events).containsExactly(1, 1, 2);
    assertThat(outlet.sent.get(1)).isEqualTo(outlet.sent.get(0));
    assertThat(telemetry.counts().dropped().sum()).isZero();
    assertAddsUp();
  }

  @Test
  void end_afterARefusal_uploadsTheRest() {
    outlet.answer(DOWN, new SendResult.Refused(413));
    stepAfter(FIVE_MINUTES);
    fill(2);

    assertThat(uploader.finish()).isTrue();

    assertThat(outlet.sent).extracting(FakeOutlet.Sent::events).containsExactly(1, 1, 2);
    assertThat(telemetry.counts().dropped().sum()).isEqualTo(1);
    assertAddsUp();
  }

  @Test
  void end_withoutAServer_countsWhatIsLost() {
    outlet.answer(DOWN);
    fill(2);

    assertThat(uploader.finish()).isFalse();
    fill(1);

    assertThat(telemetry.counts().dropped().sum()).isEqualTo(4);
    assertAddsUp();
  }

  @Test
  void clockSetBack_doesNotMakeTheWaitLonger() {
    assertThat(stepAfter(Duration.ofHours(-1))).isEqualTo(FIVE_MINUTES);
    stepAfter(FIVE_MINUTES);
    stepAfter(Duration.ofDays(-1));
    stepAfter(FIVE_MINUTES);

    assertThat(outlet.sent).hasSize(2);
    assertThat(outlet.last().body()).contains("\"timeSinceLastUpload\":0,");
  }

  /** At the end there are 5 seconds for everything. */
  @Test
  void facts_areAskedForFiveSeconds_andForOneAtTheEnd() {
    uploader.upload();
    fill(1);
    uploader.finish();

    assertThat(limits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  private Duration stepAfter(Duration pause) {
    clock.advance(pause);
    return uploader.step();
  }

  private ClusterFacts facts(Duration limit) {
    limits.add(limit);
    return Events.facts("read " + limits.size());
  }

  private void fill(int events) {
    for (int i = 0; i < events; i++) {
      telemetry.record(Events.plain(EventType.API_REQUEST, SyncerEvent.micros(clock.instant())));
    }
  }

  private void assertAddsUp() {
    SyncerCounts tally = telemetry.counts();
    assertThat(tally.uploaded().sum() + tally.dropped().sum() + telemetry.waiting())
        .isEqualTo(tally.recorded().sum());
  }
}
