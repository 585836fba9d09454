package vcluster.backend.store;

import java.time.Duration;

/**
 * How much is taken on.
 *
 * @param committers transactions at once
 * @param maxWaiting events, in all requests that have no answer yet
 * @param maxTogether events in one transaction, about
 * @param timeout how long a request waits for its commit
 */
public record CommitLimits(int committers, int maxWaiting, int maxTogether, Duration timeout) {
  /** For a server of a few cores. */
  public static final CommitLimits DEFAULT =
      new CommitLimits(2, 20_000, 2_000, Duration.ofMillis(1_800));
}
