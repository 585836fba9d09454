package vcluster.backend.store;

import java.time.Duration;

/**
 * How much is taken on.
 *
 * @param committers transactions at once
 * @param mostWaiting events, in all requests that have no answer yet
 * @param mostTogether events in one transaction, about
 * @param patience how long a request waits for its commit
 */
public record CommitLimits(int committers, int mostWaiting, int mostTogether, Duration patience) {
  /** For a server of a few cores. */
  public static final CommitLimits DEFAULT =
      new CommitLimits(2, 20_000, 2_000, Duration.ofMillis(1_800));
}
