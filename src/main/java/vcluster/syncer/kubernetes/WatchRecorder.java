package vcluster.syncer.kubernetes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vcluster.syncer.EventSink;
import vcluster.syncer.EventType;
import vcluster.syncer.Gvk;
import vcluster.syncer.SyncerEvent;

/** Records what the watches see, at the time when they see it. */
record WatchRecorder(Clock clock, EventSink recorder) {
  void synced(Gvk gvk) {
    record(EventType.RESOURCE_SYNC, true, "", gvk);
  }

  /**
   * A sync that failed.
   *
   * @param reason a stable word
   */
  void failed(Gvk gvk, String reason) {
    record(EventType.RESOURCE_SYNC, false, reason, gvk);
  }

  void leadershipStarted() {
    record(EventType.LEADERSHIP_STARTED, false, "", Gvk.NONE);
  }

  void leadershipStopped() {
    record(EventType.LEADERSHIP_STOPPED, false, "", Gvk.NONE);
  }

  private void record(EventType type, boolean success, String reason, Gvk gvk) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    recorder.record(new SyncerEvent(type, micros, success, 0, reason, gvk));
  }
}
