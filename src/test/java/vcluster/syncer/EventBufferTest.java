package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vcluster.testing.TestClock;

/** Many record at once while one drains: nothing is lost uncounted, nothing comes twice. */
class EventBufferTest {
  private static final int THREADS = 16;
  private static final int EVENTS = 1_000_000;
  private static final int CAPACITY = 500;

  private final SyncerCounts tally = new SyncerCounts();
  private final AtomicInteger wakeUps = new AtomicInteger();

  @Test
  void aMillionEvents_fromSixteenThreads_addUp() throws InterruptedException {
    EventBuffer buffer =
        new EventBuffer(CAPACITY, Instant.EPOCH, Instant.EPOCH, tally, wakeUps::incrementAndGet);
    List<Thread> producers = new ArrayList<>();
    for (int id = 0; id < THREADS; id++) {
      int producer = id;
      Thread thread = new Thread(() -> produce(buffer, producer));
      producers.add(thread);
      thread.start();
    }

    Map<Long, Long> newest = new HashMap<>();
    long drained = 0;
    while (producers.stream().anyMatch(Thread::isAlive) || buffer.fill() > 0) {
      List<SyncerEvent> events = buffer.drain();
      assertThat(events).hasSizeLessThanOrEqualTo(CAPACITY);
      drained += events.size();
      for (SyncerEvent event : events) {
        // Each producer counts upwards: what it recorded later comes later, and once.
        Long before = newest.put(event.processingMillis(), event.timeMicros());
        assertThat(before == null || before < event.timeMicros()).isTrue();
      }
    }

    assertThat(tally.recorded().sum()).isEqualTo(EVENTS);
    assertThat(drained + tally.dropped().sum()).isEqualTo(EVENTS);
    assertThat(drained).isGreaterThanOrEqualTo(CAPACITY);
  }

  @Test
  void lastPlace_wakesTheUploader_andADropDoesNot() {
    EventBuffer buffer =
        new EventBuffer(2, Instant.EPOCH, Instant.EPOCH, tally, wakeUps::incrementAndGet);
    buffer.record(Events.plain(EventType.API_REQUEST, 1));
    assertThat(wakeUps).hasValue(0);
    buffer.record(Events.plain(EventType.API_REQUEST, 2));
    buffer.record(Events.plain(EventType.API_REQUEST, 3));

    assertThat(wakeUps).hasValue(1);
    assertThat(buffer.drain()).extracting(SyncerEvent::timeMicros).containsExactly(1L, 2L);
    assertThat(buffer.isFull()).isFalse();
  }

  /** A machine that starts with a wrong clock: its first minute does not last for hours. */
  @Test
  void clockSetBackBeforeTheStart_doesNotMakeTheFirstMinuteLonger() {
    TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    SyncerTelemetry telemetry = new SyncerTelemetry(Events.SETTINGS, clock);
    clock.advance(Duration.ofMinutes(-30));

    telemetry.record(Events.sync(clock.instant()));

    assertThat(telemetry.counts().recorded().sum()).isEqualTo(2);
  }

  private static void produce(EventBuffer buffer, int producer) {
    for (int i = 1; i <= EVENTS / THREADS; i++) {
      buffer.record(Events.sync(i, producer, "", "v1", "Pod"));
    }
  }
}
