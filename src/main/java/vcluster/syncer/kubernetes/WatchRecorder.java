package vcluster.syncer.kubernetes;

import java.time.Clock;
import java.util.function.Consumer;
import vcluster.syncer.EventType;
import vcluster.syncer.Gvk;
import vcluster.syncer.SyncerEvent;

/** Records what the watches see, with the time at which they see it. */
record WatchRecorder(Clock clock, Consumer<SyncerEvent> events) {
  void synced(Gvk gvk) {
    events.accept(SyncerEvent.ofSync(gvk, "", clock.instant()));
  }

  /**
   * Records a sync that failed.
   *
   * @param reason a stable word
   */
  void failed(Gvk gvk, String reason) {
    events.accept(SyncerEvent.ofSync(gvk, reason, clock.instant()));
  }

  void leadershipStarted() {
    events.accept(SyncerEvent.of(EventType.LEADERSHIP_STARTED, clock.instant()));
  }

  void leadershipStopped() {
    events.accept(SyncerEvent.of(EventType.LEADERSHIP_STOPPED, clock.instant()));
  }
}
