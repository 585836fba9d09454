package vcluster.syncer;

import java.time.Instant;

/** Events as a watcher would record them. */
final class Events {
  private Events() {}

  static SyncerEvent sync(Instant time) {
    return sync(SyncerEvent.micros(time), 0, "", "v1", "Pod");
  }

  static SyncerEvent sync(long micros, long millis, String group, String version, String kind) {
    Gvk gvk = new Gvk(group, version, kind);
    return new SyncerEvent(EventType.RESOURCE_SYNC, micros, true, millis, "", gvk);
  }

  static SyncerEvent plain(EventType type, long micros) {
    return new SyncerEvent(type, micros, false, 0, "", Gvk.NONE);
  }
}
