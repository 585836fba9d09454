package vcluster.syncer.kubernetes;

import java.time.Clock;
import java.util.function.Consumer;
import vcluster.syncer.EventType;
import vcluster.syncer.Gvk;
import vcluster.syncer.SyncerEvent;

/** Records what the watches see, with the time at which they see it. */
record WatchRecorder(Clock clock, Consumer<SyncerEvent> events) {
  /**
   * Records a sync.
   *
   * @param reason a stable word for what failed; empty if the sync succeeded
   */
  void sync(Gvk gvk, String reason) {
    events.accept(SyncerEvent.ofSync(gvk, reason, clock.instant()));
  }

  void leadership(EventType change) {
    events.accept(SyncerEvent.of(change, clock.instant()));
  }
}
