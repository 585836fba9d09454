package vcluster.outbox;

import java.nio.file.Path;

/** The files of the outbox, all in one folder (docs/files.md). */
record OutboxFiles(Path folder) {
  /** Held around every change; its holder never waits for anything but the disk. */
  Path lock() {
    return folder.resolve("lock");
  }

  /** Events that wait, a line each, the oldest first. */
  Path queue() {
    return folder.resolve("queue.jsonl");
  }

  /** The queue as it will be once the batch is there: the redo note of a freeze. */
  Path nextQueue() {
    return folder.resolve("queue.next");
  }

  /** The frozen batch, if there is one. */
  Path batch() {
    return folder.resolve("batch.json");
  }

  /** The batch while it is written. */
  Path nextBatch() {
    return folder.resolve("batch.next");
  }

  /** How many events went undelivered, and why. */
  Path drops() {
    return folder.resolve("drops.json");
  }
}
