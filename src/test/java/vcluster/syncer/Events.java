package vcluster.syncer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import vcluster.upload.HttpSender;
import vcluster.upload.Route;
import vcluster.upload.Trust;

/** Events as a watcher would record them, and what else an upload needs. */
public final class Events {
  static final SyncerIdentity NOBODY = new SyncerIdentity("", "", "", "", "");

  /** What the program takes unless its options say otherwise. */
  static final TelemetrySettings SETTINGS =
      new TelemetrySettings(
          Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1), 500);

  /** A limit that does not give up where the machine is merely slow. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

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

  static ClusterFacts facts(String uid) {
    return new ClusterFacts(uid, "", "", Optional.empty(), Optional.empty());
  }

  /** Sends to a test's own server. */
  public static Outlet outlet(String url, Clock clock, Duration limit) {
    Map<String, String> environment = Map.of("SYNCER_TELEMETRY_ENDPOINT", url);
    Route.Open route = (Route.Open) Route.ofSyncer(environment);
    HttpSender sender =
        new HttpSender(route, Trust.context(environment, Path.of("/")), "1.2.3", clock, limit);
    return (key, body) -> sender.send(key, body, () -> {});
  }
}
