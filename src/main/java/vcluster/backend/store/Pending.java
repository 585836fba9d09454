package vcluster.backend.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import vcluster.backend.record.Incoming;

/**
 * A request that waits for its commit.
 *
 * @param weight how many events it brings, counting those inside of uploads
 */
record Pending(List<Incoming> incoming, int weight, CompletableFuture<CommitOutcome> outcome) {
  Pending(List<Incoming> incoming) {
    this(
        incoming,
        incoming.stream().mapToInt(Incoming::eventCount).sum(),
        new CompletableFuture<>());
  }
}
