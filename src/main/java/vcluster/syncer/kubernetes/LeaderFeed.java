package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Optional;
import vcluster.syncer.EventType;

/**
 * Watches the Lease of the syncer's leader election: leadership starts and stops as its holder
 * changes.
 *
 * <p>The leader that is found at the start began earlier, so it is not recorded. Renewals, every
 * few seconds, don't change the holder.
 */
final class LeaderFeed implements ResourceEventHandler<Lease> {
  private final WatchRecorder recorder;
  private boolean listed;
  private String holder = "";

  LeaderFeed(WatchRecorder recorder) {
    this.recorder = recorder;
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
        recorder.leadership(EventType.LEADERSHIP_STOPPED);
      }
      if (!next.isEmpty()) {
        recorder.leadership(EventType.LEADERSHIP_STARTED);
      }
    }
    holder = next;
  }

  private static String holderOf(Lease lease) {
    return Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getHolderIdentity).orElse("");
  }
}
