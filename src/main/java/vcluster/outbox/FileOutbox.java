package vcluster.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vcluster.event.Event;
import vcluster.event.EventJson;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;
import vcluster.files.LockFile;
import vcluster.files.Private;

/**
 * Events that wait for delivery, in one folder that many processes share: at most 1,000 events, 1
 * MiB and 30 days of them. A process may be killed at any instant without a loss.
 */
public final class FileOutbox {
  /** How many events wait at most; beyond them the oldest go. */
  public static final int EVENTS_AT_MOST = 1_000;

  /** How many events one batch holds at most. */
  public static final int BATCH_AT_MOST = 100;

  /** How long an event waits at most, in seconds. */
  public static final long SECONDS_AT_MOST = 30L * 24 * 60 * 60;

  /** 900 such lines and a batch of 100, inflated by the envelope, stay below 1 MiB. */
  private static final int LINE_AT_MOST = 768;

  /** No line is shorter than this, so a small file needs no counting. */
  private static final int LINE_AT_LEAST = 50;

  private static final int QUEUE_BYTES_AT_MOST = (EVENTS_AT_MOST - BATCH_AT_MOST) * LINE_AT_MOST;

  /** More than a full queue takes; what lies before that in a file is too old. */
  private static final int QUEUE_READ_AT_MOST = 1 << 20;

  private static final long LOCK_WAIT_MILLIS = 1_000;

  private final TelemetryFolder files;
  private final LineFile queue;
  private final DropsFile drops;

  /** The outbox in {@code folder}, which the first event makes. */
  public FileOutbox(TelemetryFolder folder) {
    this.files = folder;
    this.queue = new LineFile(files.queue(), QUEUE_READ_AT_MOST);
    this.drops = new DropsFile(files.drops());
  }

  /**
   * Adds an event. The home directory itself must exist; the folders below it are made.
   *
   * @throws IOException if it can't be kept; nothing of it is then on disk
   */
  public void append(Event event) throws IOException {
    String line = EventJson.write(event);
    if (bytes(line) > LINE_AT_MOST) {
      throw new IOException("event of " + bytes(line) + " bytes");
    }
    try (LockFile lock = lockMakingFolder()) {
      recover();
      makeRoom(bytes(line) + 1);
      queue.append(line);
    }
  }

  /**
   * The batch that is to be sent: the one that is frozen already, else one formed now of the oldest
   * events; empty if none waits. On disk when this returns.
   */
  public Optional<Batch> freeze(BatchForm form) throws IOException {
    if (!Files.isDirectory(files.path())) {
      return Optional.empty();
    }
    Optional<Batch> batch;
    try (LockFile lock = lock()) {
      recover();
      batch = readBatch();
      if (batch.isEmpty()) {
        batch = formBatch(form);
      }
    }
    if (batch.isPresent()) {
      // Outside the lock, for it may take long: what is sent must outlive a power failure.
      try (FileChannel channel = FileChannel.open(files.batch(), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    return batch;
  }

  /** Removes a batch that was delivered. */
  public void settle(Batch batch) throws IOException {
    remove(batch, Drops.none());
  }

  /** Removes a batch that was refused for good, and counts its events. */
  public void refuse(Batch batch) throws IOException {
    remove(batch, new Drops(0, 0, batch.events()));
  }

  /**
   * Removes what is older than 30 days, a frozen batch as a whole.
   *
   * @param now Unix seconds
   */
  public void expire(long now) throws IOException {
    if (!Files.isDirectory(files.path())) {
      return;
    }
    long oldest = now - SECONDS_AT_MOST;
    try (LockFile lock = lock()) {
      recover();
      Optional<Batch> batch = readBatch();
      int expired = 0;
      if (batch.isPresent() && batch.get().oldest() < oldest) {
        Files.deleteIfExists(files.batch());
        expired += batch.get().events();
      }
      expired += expireQueue(oldest);
      if (expired > 0) {
        drops.add(new Drops(0, expired, 0));
      }
    }
  }

  /** Deletes all that waits and tells how many events that were. */
  public int purge() throws IOException {
    if (!Files.isDirectory(files.path()) || isEmpty()) {
      return 0;
    }
    try (LockFile lock = lock()) {
      recover();
      int events = waiting().events();
      // A kill may have left events in the temporary file of a queue that was being replaced.
      Path unnamed = AtomicFile.beside(files.queue(), ".tmp");
      for (Path file : List.of(unnamed, files.queue(), files.nextBatch(), files.batch())) {
        Files.deleteIfExists(file);
      }
      return events;
    }
  }

  /** What waits now. */
  public Waiting waiting() throws IOException {
    Optional<Batch> batch = readBatch();
    int events = batch.map(Batch::events).orElse(0);
    Long oldest = batch.map(Batch::oldest).orElse(null);
    for (String line : queueBehindBatch().lines()) {
      Optional<Event> event = EventJson.read(line);
      if (event.isPresent()) {
        events++;
        long time = event.get().time();
        oldest = oldest == null ? time : Math.min(oldest, time);
      }
    }
    return new Waiting(events, oldest, drops.read());
  }

  /** True if nothing waits, found without reading a file. */
  public boolean isEmpty() {
    return queue.size() == 0 && !Files.exists(files.batch()) && !Files.exists(files.nextQueue());
  }

  /** Of a freeze that a crash interrupted, what {@link #recover} would make the queue. */
  private LineFile queueBehindBatch() {
    boolean interrupted = Files.exists(files.nextQueue()) && Files.exists(files.batch());
    return interrupted ? new LineFile(files.nextQueue(), QUEUE_READ_AT_MOST) : queue;
  }

  /**
   * The batch's file is the point of no return: the note of what the queue will be is made before
   * it, and followed after it, here or by whoever comes next after a crash.
   */
  private Optional<Batch> formBatch(BatchForm form) throws IOException {
    List<String> lines = queue.lines();
    List<Event> events = new ArrayList<>();
    int taken = 0;
    while (taken < lines.size() && events.size() < BATCH_AT_MOST) {
      EventJson.read(lines.get(taken)).ifPresent(events::add);
      taken++;
    }
    if (events.isEmpty()) {
      // Nothing that a reader could use: unfinished lines, or a batch that a power failure emptied.
      Files.deleteIfExists(files.queue());
      Files.deleteIfExists(files.batch());
      return Optional.empty();
    }
    Batch batch = form.of(List.copyOf(events));
    Files.deleteIfExists(files.nextBatch());
    AtomicFile.create(files.nextBatch(), BatchJson.write(batch), false);
    AtomicFile.create(files.nextQueue(), LineFile.bytes(lines.subList(taken, lines.size())), false);
    AtomicFile.rename(files.nextBatch(), files.batch());
    AtomicFile.rename(files.nextQueue(), files.queue());
    return Optional.of(batch);
  }

  /** Ends or undoes a freeze that a crash interrupted. */
  private void recover() throws IOException {
    if (!Files.exists(files.nextQueue())) {
      return;
    }
    if (Files.exists(files.batch())) {
      AtomicFile.rename(files.nextQueue(), files.queue());
    } else {
      Files.delete(files.nextQueue());
    }
  }

  private Optional<Batch> readBatch() throws IOException {
    try {
      return BatchJson.read(Files.readAllBytes(files.batch()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void remove(Batch batch, Drops dropped) throws IOException {
    if (!Files.isDirectory(files.path())) {
      return;
    }
    try (LockFile lock = lock()) {
      recover();
      // Gone already if telemetry was turned off while the request was under way.
      if (readBatch().filter(batch::equals).isPresent()) {
        Files.deleteIfExists(files.batch());
        if (dropped.total() > 0) {
          drops.add(dropped);
        }
      }
    }
  }

  private int expireQueue(long oldest) throws IOException {
    List<String> lines = queue.lines();
    List<String> kept = new ArrayList<>();
    int expired = 0;
    for (String line : lines) {
      Optional<Event> event = EventJson.read(line);
      if (event.isPresent() && event.get().time() < oldest) {
        expired++;
      } else if (event.isPresent()) {
        kept.add(line);
      }
    }
    if (kept.size() < lines.size()) {
      queue.replace(kept);
    }
    return expired;
  }

  private void makeRoom(int bytes) throws IOException {
    if (queue.size() + bytes < (long) LINE_AT_LEAST * (EVENTS_AT_MOST - BATCH_AT_MOST)) {
      return;
    }
    List<String> lines = queue.lines();
    int room = EVENTS_AT_MOST - 1 - readBatch().map(Batch::events).orElse(0);
    int size = bytes;
    int kept = 0;
    while (kept < Math.min(lines.size(), room)) {
      size += bytes(lines.get(lines.size() - 1 - kept)) + 1;
      if (size > QUEUE_BYTES_AT_MOST) {
        break;
      }
      kept++;
    }
    int dropped = lines.size() - kept;
    if (dropped > 0) {
      queue.replace(lines.subList(dropped, lines.size()));
      drops.add(new Drops(events(lines.subList(0, dropped)), 0, 0));
    }
  }

  private static int bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length;
  }

  /** How many they are, without the lines that a kill cut short. */
  private static int events(List<String> lines) {
    return (int) lines.stream().filter(line -> EventJson.read(line).isPresent()).count();
  }

  private LockFile lockMakingFolder() throws IOException {
    try {
      return lock();
    } catch (NoSuchFileException e) {
      Path parent = files.path().getParent();
      if (parent != null) {
        Private.createFolder(parent);
      }
      Private.createFolder(files.path());
      return lock();
    }
  }

  private LockFile lock() throws IOException {
    return LockFile.acquire(files.lock(), LOCK_WAIT_MILLIS)
        .orElseThrow(() -> new IOException("the outbox is locked by another process"));
  }
}
