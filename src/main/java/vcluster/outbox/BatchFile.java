package vcluster.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vcluster.event.Event;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;
import vcluster.files.SmallFile;
import vcluster.wire.Protocol;

/**
 * The frozen batch on disk, and the freeze, which splits the queue into a batch and the rest so
 * that a kill leaves each event in exactly one of them (docs/architecture.md). The caller holds the
 * outbox's lock.
 *
 * <p>The file has two lines: key, number of events and the oldest one's time, separated by spaces;
 * then the body. A file with any control character in the body, or without its last line end, is
 * what a power failure left.
 */
record BatchFile(TelemetryFolder files) {
  /** No batch is larger, so a larger file is not ours. */
  private static final int MAX_BYTES = Protocol.MAX_BODY_BYTES;

  private static final int MAX_HEAD = 100;

  /** The last second of the year 9999. */
  private static final long MAX_TIME = 253_402_300_799L;

  /** The frozen batch; empty if there is none, or only a damaged one. */
  Optional<Batch> read() throws IOException {
    return SmallFile.find(files.batch(), MAX_BYTES).flatMap(BatchFile::parse);
  }

  /**
   * How many events the frozen batch holds; 0 if there is none, or only a damaged one. Does not
   * look at the body: with a full outbox every command waits for this.
   */
  int events() throws IOException {
    Optional<byte[]> content = SmallFile.find(files.batch(), MAX_BYTES);
    Optional<Batch> head = content.isPresent() ? head(content.get()) : Optional.empty();
    return head.isPresent() ? head.get().events() : 0;
  }

  private static byte[] bytes(Batch batch) {
    // A wrong clock must not make a batch that nobody reads.
    long oldest = Math.max(0, Math.min(batch.oldest(), MAX_TIME));
    String head = batch.key() + " " + batch.events() + " " + oldest;
    return LineFile.bytes(List.of(head, batch.body()));
  }

  private static Optional<Batch> parse(byte[] content) {
    Optional<Batch> head = head(content);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String text = new String(content, StandardCharsets.UTF_8);
    String body = text.substring(text.indexOf('\n') + 1, text.length() - 1);
    Batch batch = new Batch(head.get().key(), head.get().events(), head.get().oldest(), body);
    return body.chars().noneMatch(c -> c < ' ') ? Optional.of(batch) : Optional.empty();
  }

  /** A batch without its body, from the first line of a file that has a last one. */
  private static Optional<Batch> head(byte[] content) {
    String start =
        new String(content, 0, Math.min(content.length, MAX_HEAD), StandardCharsets.UTF_8);
    int end = start.indexOf('\n');
    if (end < 0 || end + 2 >= content.length || content[content.length - 1] != '\n') {
      return Optional.empty();
    }
    String[] words = start.substring(0, end).split(" ", -1);
    try {
      int events = words.length == 3 ? Integer.parseInt(words[1]) : 0;
      long oldest = events > 0 ? Long.parseLong(words[2]) : 0;
      return events > 0 && events <= FileOutbox.MAX_BATCH && isTime(oldest) && !words[0].isEmpty()
          ? Optional.of(new Batch(words[0], events, oldest, ""))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isTime(long unixSeconds) {
    return unixSeconds >= 0 && unixSeconds <= MAX_TIME;
  }

  /**
   * Ends or undoes a freeze that a crash interrupted. A damaged batch does not count as frozen: its
   * events are still in the queue.
   */
  void recover() throws IOException {
    if (!Files.exists(files.nextQueue())) {
      return;
    }
    if (read().isPresent()) {
      AtomicFile.rename(files.nextQueue(), files.queue());
    } else {
      Files.delete(files.nextQueue());
    }
  }

  /** The queue as {@link #recover} would make it, for those who only look. */
  EventQueue queue() throws IOException {
    boolean interrupted = Files.exists(files.nextQueue()) && read().isPresent();
    return new EventQueue(interrupted ? files.nextQueue() : files.queue());
  }

  /** Freezes the oldest events; empty if none waits. Overwrites a damaged batch. */
  Optional<Batch> freeze(Function<List<Event>, Batch> form) throws IOException {
    EventQueue queue = new EventQueue(files.queue());
    EventQueue.Split split = queue.split(FileOutbox.MAX_BATCH);
    if (split.first().isEmpty()) {
      // Nothing that a reader could use: unfinished lines, a damaged batch.
      queue.delete();
      delete();
      return Optional.empty();
    }
    byte[] content = bytes(form.apply(split.first()));
    Files.deleteIfExists(files.nextBatch());
    AtomicFile.create(files.nextBatch(), content, false);
    AtomicFile.create(files.nextQueue(), LineFile.bytes(split.rest()), false);
    AtomicFile.rename(files.nextBatch(), files.batch());
    AtomicFile.rename(files.nextQueue(), files.queue());
    // As it is on disk: every attempt sends the same bytes.
    return parse(content);
  }

  /** Puts the batch on the disk: what is sent must outlive a power failure. Needs no lock. */
  void force() throws IOException {
    try (FileChannel channel = FileChannel.open(files.batch(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Deletes the batch, and what a kill may have left of it. */
  void delete() throws IOException {
    Files.deleteIfExists(files.nextBatch());
    Files.deleteIfExists(files.batch());
  }
}
