package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Optional;

/**
 * The Lease of the syncer's leader election: leadership starts and stops as its holder changes.
 *
 * <p>The leader that is found at the start has begun before. Renewals, every few seconds, change no
 * holder.
 */
final class LeaderFeed implements ResourceEventHandler<Lease> {
  private final WatchRecorder journal;
  private boolean listed;
  private String holder = "";

  LeaderFeed(WatchRecorder journal) {
    this.journal = journal;
  }

  @Override
  public synchronized void onList(String resourceVersion, boolean remainedEmpty) {
    listed = true;
  }

  @Override
  public void onAdd(Lease created) {
    heldBy(holderOf(created));
  }

  @Override
  public void onUpdate(Lease before, Lease after) {
    heldBy(holderOf(after));
  }

  @Override
  public void onDelete(Lease gone, boolean deletedFinalStateUnknown) {
    heldBy("");
  }

  private synchronized void heldBy(String next) {
    if (listed && !next.equals(holder)) {
      if (!holder.isEmpty()) {
        journal.leadershipStopped();
      }
      if (!next.isEmpty()) {
        journal.leadershipStarted();
      }
    }
    holder = next;
  }

  private static String holderOf(Lease lease) {
    return Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getHolderIdentity).orElse("");
  }
}
