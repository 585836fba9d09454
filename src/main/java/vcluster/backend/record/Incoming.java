package vcluster.backend.record;

import org.jspecify.annotations.Nullable;

/**
 * One accepted thing, checked and redacted: all strings are bounded, hold no NUL and no value that
 * a user typed, and are empty where nothing is known.
 */
public sealed interface Incoming permits CliEvent, SyncerUpload, InstanceEvent {
  /** What tells it from all others; null: it is kept as it comes, equal ones too. */
  @Nullable EventKey key();
}
