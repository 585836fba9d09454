package vcluster.backend.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.SyncerUpload;

/** A request that waits for its commit. */
record Pending(List<Incoming> incoming, int weight, CompletableFuture<CommitOutcome> outcome) {
  Pending(List<Incoming> incoming) {
    this(incoming, weight(incoming), new CompletableFuture<>());
  }

  /** Events, counting those inside of uploads. */
  private static int weight(List<Incoming> incoming) {
    int weight = 0;
    for (Incoming one : incoming) {
      weight += one instanceof SyncerUpload upload ? 1 + upload.events().size() : 1;
    }
    return weight;
  }
}
