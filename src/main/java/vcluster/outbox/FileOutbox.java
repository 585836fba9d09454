package vcluster.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vcluster.event.Event;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.wire.Protocol;

/**
 * Events that wait for delivery, in one folder that many processes share: at most 1,000 events, 1
 * MiB and 30 days of them. A process may be killed at any instant without a loss.
 */
public final class FileOutbox {
  /** How many events wait at most; beyond them the oldest go. */
  public static final int MAX_EVENTS = 1_000;

  /** How many events one batch holds at most. */
  public static final int MAX_BATCH = 100;

  /** How long an event waits at most, in seconds. */
  public static final long MAX_SECONDS = Protocol.MAX_AGE_DAYS * 24L * 60 * 60;

  private static final long LOCK_WAIT_MILLIS = 1_000;

  private static final long PAUSE_MILLIS = 20;

  private final TelemetryFolder files;
  private final EventQueue queue;
  private final BatchFile batchFile;

  /** The outbox in {@code folder}, which the first event makes. */
  public FileOutbox(TelemetryFolder folder) {
    this.files = folder;
    this.queue = new EventQueue(files.queue());
    this.batchFile = new BatchFile(files);
  }

  /**
   * Adds an event. The home directory itself must exist; the folders below it are made.
   *
   * @throws IOException if it can't be kept; nothing of it is then on disk
   */
  public void append(Event event) throws IOException {
    String line = EventQueue.line(event);
    try (LockFile lock = lockMakingFolder()) {
      batchFile.recover();
      if (!queue.surelyTakes(line)) {
        int lines = MAX_EVENTS - Math.min(batchFile.events(), MAX_BATCH);
        count(new Undelivered(queue.makeRoom(line, lines), 0, 0));
      }
      queue.append(line);
    }
  }

  /**
   * The batch that is to be sent: the one that is frozen already, else one formed now of the oldest
   * events; empty if none waits. On disk when this returns.
   *
   * @param form makes the batch of 1 to {@link #MAX_BATCH} events; called under the lock, so it
   *     must not wait
   */
  public Optional<Batch> freeze(Function<List<Event>, Batch> form) throws IOException {
    if (!isThere()) {
      return Optional.empty();
    }
    Optional<Batch> batch;
    try (LockFile lock = lock()) {
      batchFile.recover();
      batch = batchFile.read();
      if (batch.isEmpty()) {
        batch = batchFile.freeze(form);
      }
    }
    if (batch.isPresent()) {
      // Outside the lock, for it may take long.
      batchFile.force();
    }
    return batch;
  }

  /** Removes a batch that was delivered. */
  public void settle(Batch batch) throws IOException {
    remove(batch, Undelivered.none());
  }

  /** Removes a batch that was refused for good, and counts its events. */
  public void refuse(Batch batch) throws IOException {
    remove(batch, new Undelivered(0, 0, batch.events()));
  }

  /**
   * Removes what is older than 30 days, a frozen batch as a whole.
   *
   * @param now Unix seconds
   */
  public void expire(long now) throws IOException {
    if (!isThere()) {
      return;
    }
    long oldest = now - MAX_SECONDS;
    try (LockFile lock = lock()) {
      batchFile.recover();
      int expired = queue.expire(oldest);
      Optional<Batch> batch = batchFile.read();
      if (batch.isPresent() && batch.get().oldest() < oldest) {
        batchFile.delete();
        expired += batch.get().events();
      }
      count(new Undelivered(0, expired, 0));
    }
  }

  /** Deletes all that waits, and the uploader's last fault; tells how many events waited. */
  public int purge() throws IOException {
    if (!isThere()) {
      return 0;
    }
    AtomicFile.deleteQuietly(files.uploadError());
    if (isEmpty()) {
      return 0;
    }
    try (LockFile lock = lock()) {
      batchFile.recover();
      int events = waiting().events();
      queue.delete();
      batchFile.delete();
      return events;
    }
  }

  /** What waits now. */
  public Waiting waiting() throws IOException {
    Optional<Batch> batch = batchFile.read();
    int events = batch.map(Batch::events).orElse(0);
    Long oldest = batch.map(Batch::oldest).orElse(null);
    for (Event event : batchFile.queue().events()) {
      events++;
      oldest = oldest == null ? event.time() : Math.min(oldest, event.time());
    }
    return new Waiting(events, oldest, Undelivered.read(files.undelivered()));
  }

  /**
   * Waits until an event waits, at most {@code waitMillis} milliseconds: whoever starts an uploader
   * may still be writing the event.
   */
  public void awaitEvent(long waitMillis) {
    try {
      for (long waited = 0; waited < waitMillis && isEmpty(); waited += PAUSE_MILLIS) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True if nothing waits, found without reading a file. */
  public boolean isEmpty() {
    return queue.isEmpty() && !Files.exists(files.batch()) && !Files.exists(files.nextQueue());
  }

  private void remove(Batch batch, Undelivered dropped) throws IOException {
    if (!isThere()) {
      return;
    }
    try (LockFile lock = lock()) {
      batchFile.recover();
      // Gone already if telemetry was turned off while the request was under way.
      if (batchFile.read().filter(batch::equals).isPresent()) {
        batchFile.delete();
        count(dropped);
      }
    }
  }

  private void count(Undelivered dropped) throws IOException {
    if (dropped.total() > 0) {
      dropped.addTo(files.undelivered());
    }
  }

  private boolean isThere() {
    return Files.isDirectory(files.path());
  }

  private LockFile lockMakingFolder() throws IOException {
    try {
      return lock();
    } catch (NoSuchFileException e) {
      files.make();
      return lock();
    }
  }

  private LockFile lock() throws IOException {
    return LockFile.acquire(files.lock(), LOCK_WAIT_MILLIS)
        .orElseThrow(() -> new IOException("the outbox is locked by another process"));
  }
}
