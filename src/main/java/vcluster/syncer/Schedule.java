package vcluster.syncer;

import java.time.Duration;

/**
 * When to upload: with a full buffer, though not too soon, or else when it is time
 * (docs/protocol.md#the-syncer-payload).
 *
 * @param atLeast not sooner than this after the wait began
 * @param atMost not later than this, full or not
 */
public record Schedule(Duration atLeast, Duration atMost) {
  /** Of an upload that is due. */
  private static final Duration NONE = Duration.ZERO;

  /** How much of the wait is left; zero if it is time. */
  Duration left(Duration waited, boolean full) {
    Duration left = (full ? atLeast : atMost).minus(waited);
    return left.isNegative() ? NONE : left;
  }
}
