package vcluster.syncer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A syncer's telemetry: records from any thread, and uploads in a thread of its own. A syncer other
 * than this project's program uses it as a library.
 */
public final class SyncerTelemetry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncerTelemetry.class);

  /** Leaves half a second of the 5 that the program may take to end. */
  private static final Duration END_TIMEOUT = Duration.ofMillis(4_500);

  /** The pause after an internal error. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final TelemetrySettings settings;
  private final Clock clock;
  private final SyncerCounts counts = new SyncerCounts();
  private final Semaphore wakeUp = new Semaphore(0);
  private final EventBuffer buffer;
  private @Nullable Thread thread;

  /** Records from now on, and begins with {@code SyncerStarted}. */
  public SyncerTelemetry(TelemetrySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Instant start = clock.instant();
    this.buffer =
        new EventBuffer(
            settings.buffer(), start, start.plus(settings.warmUp()), counts, wakeUp::release);
    record(SyncerEvent.of(EventType.SYNCER_STARTED, clock.instant()));
  }

  /** Buffers the event, or counts it as dropped; never waits. */
  public void record(SyncerEvent event) {
    buffer.record(event);
  }

  /** Uploads from now on, until {@link #close}. */
  public void start(
      ClusterFacts.Source facts, SyncerIdentity identity, String token, Outlet outlet) {
    SyncerUploader uploader = uploader(facts, identity, token, outlet);
    Thread starting = new Thread(() -> run(uploader), "upload");
    // The end of a process must not wait for a server.
    starting.setDaemon(true);
    starting.start();
    thread = starting;
  }

  /** Replaces {@link #start} for a caller that decides itself when to look for due uploads. */
  public SyncerUploader uploader(
      ClusterFacts.Source facts, SyncerIdentity identity, String token, Outlet outlet) {
    SyncerBody body = new SyncerBody(identity, token);
    return new SyncerUploader(buffer, counts, facts, body, settings, outlet, clock);
  }

  /** What has been counted so far. */
  public SyncerCounts counts() {
    return counts;
  }

  /** How many events wait for the next upload. */
  public int waiting() {
    return buffer.fill();
  }

  /** How many events can wait. */
  public int capacity() {
    return buffer.capacity();
  }

  /** Whether the thread that uploads still runs; true before {@link #start}. */
  public boolean isAlive() {
    return thread == null || thread.isAlive();
  }

  /** Uploads what is there, within 5 seconds; the rest is lost. */
  @Override
  public void close() {
    close(END_TIMEOUT);
  }

  void close(Duration limit) {
    if (thread == null) {
      return;
    }
    // This ends a wait or a request, which is then sent again with its key if there is time.
    thread.interrupt();
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(SyncerUploader uploader) {
    try {
      while (true) {
        // Rounded up, so that the last millisecond is not spent looking again and again.
        if (wakeUp.tryAcquire(step(uploader).toMillis() + 1, TimeUnit.MILLISECONDS)) {
          wakeUp.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      // The interruption is used up here, so it does not disturb the last request.
      uploader.finish();
    }
  }

  private static Duration step(SyncerUploader uploader) {
    try {
      return uploader.step();
    } catch (RuntimeException e) {
      LOG.warn("Internal error in an upload; the next one follows in a minute.", e);
      return PAUSE;
    }
  }
}
