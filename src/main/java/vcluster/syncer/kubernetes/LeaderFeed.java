package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.EventType;

/**
 * The Lease of the syncer's leader election: leadership starts and stops as its holder changes.
 * Renewals, every few seconds, don't change the holder.
 */
record LeaderFeed(WatchRecorder recorder) implements Feed<Lease> {
  @Override
  public String mark(Lease lease) {
    return Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getHolderIdentity).orElse("");
  }

  @Override
  public void changed(@Nullable String before, @Nullable Lease after) {
    if (before != null && !before.isEmpty()) {
      recorder.leadership(EventType.LEADERSHIP_STOPPED);
    }
    if (after != null && !mark(after).isEmpty()) {
      recorder.leadership(EventType.LEADERSHIP_STARTED);
    }
  }
}
