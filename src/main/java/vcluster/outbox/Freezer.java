package vcluster.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;
import vcluster.wire.Protocol;

/**
 * Splits the queue into a batch and the rest, so that a kill leaves each event in exactly one of
 * them. The batch's file is the point of no return: the note of what the queue will be is made
 * before it, and followed after it, at once or by whoever comes next. Its caller holds the lock.
 */
final class Freezer {
  /** More than any batch takes: a larger file is not ours, and neither is a pipe. */
  private static final int MAX_BYTES = Protocol.MAX_BODY_BYTES;

  private final TelemetryFolder files;

  Freezer(TelemetryFolder files) {
    this.files = files;
  }

  /** The frozen batch; empty if there is none, or one that a power failure emptied. */
  Optional<Batch> read() throws IOException {
    return BatchJson.read(content());
  }

  /** How many events the frozen batch holds; 0 if there is none. */
  int frozen() throws IOException {
    return BatchJson.events(content());
  }

  private byte[] content() throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(files.batch(), BasicFileAttributes.class);
      return found.isOther() || found.size() > MAX_BYTES
          ? new byte[0]
          : Files.readAllBytes(files.batch());
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /**
   * Ends or undoes a freeze that a crash interrupted. A batch that can't be read, for a power
   * failure emptied it, is no point of no return: its events are still in the queue.
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

  /** Freezes the oldest events; empty if none waits. There must be no batch that can be read. */
  Optional<Batch> freeze(BatchForm form) throws IOException {
    EventQueue queue = new EventQueue(files.queue());
    EventQueue.Split split = queue.split(FileOutbox.MAX_BATCH);
    if (split.first().isEmpty()) {
      // Nothing that a reader could use: unfinished lines, a batch that was emptied.
      queue.delete();
      delete();
      return Optional.empty();
    }
    Batch batch = form.of(split.first());
    Files.deleteIfExists(files.nextBatch());
    AtomicFile.create(files.nextBatch(), BatchJson.write(batch), false);
    AtomicFile.create(files.nextQueue(), LineFile.bytes(split.rest()), false);
    AtomicFile.rename(files.nextBatch(), files.batch());
    AtomicFile.rename(files.nextQueue(), files.queue());
    return Optional.of(batch);
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
