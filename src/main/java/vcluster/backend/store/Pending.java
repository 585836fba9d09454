package vcluster.backend.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import vcluster.backend.record.Incoming;

/**
 * A request that waits for its commit.
 *
 * @param weight what it takes of the room for those that wait
 */
record Pending(List<Incoming> incoming, int weight, CompletableFuture<CommitOutcome> outcome) {
  Pending(List<Incoming> incoming) {
    this(incoming, incoming.stream().mapToInt(Incoming::weight).sum(), new CompletableFuture<>());
  }
}
