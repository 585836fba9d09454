package vcluster.backend.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accepted thing, checked and redacted: all strings are bounded, hold no NUL and no value that
 * a user typed, and are empty where nothing is known; ids are keyed hashes. Texts, numbers and ids
 * are declared in the order in which the function of PostgreSQL takes them that stores the record.
 */
public sealed interface Incoming permits CliEvent, SyncerUpload, InstanceEvent {
  /** What tells it from all others; null: it is kept as it comes, equal ones too. */
  @Nullable EventKey key();

  /** Whom it counts for: the machine of a command, the instance of all else. */
  UUID member();

  /** The machine that created the instance; null if unknown, or if the member is no instance. */
  default @Nullable UUID machine() {
    return null;
  }

  /** Where its member is stored, from 0 to 31: the first five bits. */
  default int shard() {
    return (int) (member().getMostSignificantBits() >>> 59);
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
