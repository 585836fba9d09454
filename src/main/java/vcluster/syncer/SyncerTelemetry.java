package vcluster.syncer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vcluster.upload.Backoff;
import vcluster.upload.BackoffState;

/**
 * A syncer's telemetry: records from any thread, uploads in one of its own. Of a syncer that is not
 * this project's program it is the way in.
 */
public final class SyncerTelemetry implements EventSink, AutoCloseable {
  /** Of the 5 seconds that an end may take. */
  private static final Duration END_TIMEOUT = Duration.ofMillis(4_500);

  private final TelemetrySettings settings;
  private final Clock clock;
  private final SyncerCounts tally = new SyncerCounts();
  private final Semaphore wakeUp = new Semaphore(0);
  private final EventBuffer buffer;
  private @Nullable UploadLoop loop;

  /** Records from now on, and begins with {@code SyncerStarted}. */
  public SyncerTelemetry(TelemetrySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Instant start = clock.instant();
    this.buffer =
        new EventBuffer(
            settings.buffer(), start, start.plus(settings.warmUp()), tally, () -> wakeUp.release());
    record(happened(EventType.SYNCER_STARTED));
  }

  @Override
  public void record(SyncerEvent event) {
    buffer.record(event);
  }

  /** Uploads from now on, until it is closed. */
  public void start(
      ClusterFacts.Source facts, SyncerIdentity identity, String token, Outlet outlet) {
    loop = new UploadLoop(uploader(facts, identity, token, outlet), wakeUp);
    loop.start();
  }

  /** In place of {@link #start}, for a thread that decides itself when to look what is due. */
  public SyncerUploader uploader(
      ClusterFacts.Source facts, SyncerIdentity identity, String token, Outlet outlet) {
    return new SyncerUploader(
        buffer,
        tally,
        facts,
        new SyncerBody(identity, token),
        settings.schedule(),
        outlet,
        new BackoffState(new Backoff(new Random())),
        clock);
  }

  /** What has been counted so far. */
  public SyncerCounts tally() {
    return tally;
  }

  /** How many events wait for the next upload. */
  public int waiting() {
    return buffer.fill();
  }

  /** How many can wait. */
  public int capacity() {
    return buffer.capacity();
  }

  /** Whether it does what it is there for. */
  public boolean isAlive() {
    return loop == null || loop.isAlive();
  }

  /** Uploads what is there, within 5 seconds; what then is left is lost. */
  @Override
  public void close() {
    end(END_TIMEOUT);
  }

  /** The same within another time. */
  void end(Duration limit) {
    if (loop == null) {
      return;
    }
    try {
      loop.finish(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SyncerEvent happened(EventType type) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return new SyncerEvent(type, micros, false, 0, "", Gvk.NONE);
  }
}
