package vcluster.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.PrivateFiles;

/**
 * The folder of everything that telemetry keeps, and the name of each file in it (docs/files.md).
 */
public record TelemetryFolder(Path path) {
  /**
   * Makes the folder and the one above it, each 0700, unless they are there.
   *
   * @throws IOException if one can't be made, as where the home directory itself is missing
   */
  public void make() throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      PrivateFiles.createFolder(parent);
    }
    PrivateFiles.createFolder(path);
  }

  /** Held around every change of the outbox; its holder waits for nothing but the disk. */
  public Path lock() {
    return path.resolve("lock");
  }

  /** Events that wait, a line each, the oldest first. */
  public Path queue() {
    return path.resolve("queue.jsonl");
  }

  /** The queue as it will be once the batch is there: the redo note of a freeze. */
  Path nextQueue() {
    return path.resolve("queue.next");
  }

  /** The frozen batch, if there is one. */
  public Path batch() {
    return path.resolve("batch");
  }

  /** The batch while it is written. */
  Path nextBatch() {
    return path.resolve("batch.next");
  }

  /** How many events went undelivered, and why. */
  Path undelivered() {
    return path.resolve("undelivered");
  }

  /** How many of the refused events a flush has told of. */
  public Path toldRefusals() {
    return path.resolve("refused.told");
  }

  /** There once the first-run notice was shown. */
  public Path notice() {
    return path.resolve("notice-shown");
  }

  /** When the next attempt may begin. */
  public Path retry() {
    return path.resolve("retry");
  }

  /** Of the time when an uploader was started that does not hold its lock yet; else of 1970. */
  public Path startMark() {
    return path.resolve("upload.starting");
  }

  /** Held by the one uploader while it lives. */
  public Path uploadLock() {
    return path.resolve("upload.lock");
  }

  /**
   * Held by the uploader from the question of consent until its request is under way, and by {@code
   * disable} before it returns: no request begins after that.
   */
  public Path gate() {
    return path.resolve("gate.lock");
  }

  /** What ended the last uploader early, until an upload works. */
  public Path uploadError() {
    return path.resolve("upload.error");
  }

  /** The requests that left this machine. */
  public Path requests() {
    return path.resolve("requests.jsonl");
  }

  /** The requests before those. */
  public Path olderRequests() {
    return path.resolve("requests.1.jsonl");
  }

  /** The random id of a machine that has no other. */
  public Path machineId() {
    return path.resolve("machine-id");
  }
}
