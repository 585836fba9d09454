package vcluster.backend.record;

import org.jspecify.annotations.Nullable;

/**
 * One accepted thing, checked and redacted: all strings are bounded, hold no NUL and no value that
 * a user typed, and are empty where nothing is known. Texts, numbers and truth values are declared
 * in the order in which the function of PostgreSQL takes them that stores the record.
 */
public sealed interface Incoming permits CliEvent, SyncerUpload, InstanceEvent {
  /** What tells it from all others; null: it is kept as it comes, equal ones too. */
  @Nullable EventKey key();

  /**
   * The machine that it came from, or that created the instance, as a keyed hash; empty if unknown.
   */
  String machineId();

  /** The instance that it is about, as a keyed hash; empty if it is about none, or unknown. */
  default String uid() {
    return "";
  }

  /** How many events it counts for, at least one. */
  default int eventCount() {
    return 1;
  }

  /** What it takes of the room for those that wait: one for what an ordinary event takes. */
  default int weight() {
    return eventCount();
  }
}
