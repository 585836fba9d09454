package vcluster.backend.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.ReceivedSyncerEvent;
import vcluster.backend.record.SyncerUpload;

final class Events {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

  private Events() {}

  static CliEvent command(@Nullable EventKey key, String machineId) {
    return command(key, machineId, NOW.getEpochSecond());
  }

  static CliEvent command(@Nullable EventKey key, String machineId, long claimed) {
    return command(key, machineId, claimed, "vcluster create *", "--namespace --set");
  }

  static CliEvent command(
      @Nullable EventKey key, String machineId, long claimed, String command, String options) {
    return new CliEvent(
        key, claimed, machineId, "0.18.1", command, options, "", "linux", "amd64", "CET");
  }

  static SyncerUpload upload(@Nullable EventKey key, String uid, String creatorUid, int syncs) {
    ReceivedSyncerEvent sync =
        new ReceivedSyncerEvent(micros(NOW), "ResourceSync", true, 21, "", "core", "v1", "Pod");
    return new SyncerUpload(
        key,
        uid,
        "vclusterctl",
        creatorUid,
        "linux",
        "amd64",
        "v0.15.0",
        "leader-elect node-selector",
        "hoststorageclasses -pods",
        "NodePort",
        "v1.26.0+k3s1",
        "v1.25.3",
        300_000,
        Collections.nCopies(syncs, sync));
  }

  static InstanceEvent start(@Nullable EventKey key, String uid, String machineId) {
    return start(key, uid, machineId, "sync.nodes.enabled telemetry.disabled");
  }

  static InstanceEvent start(
      @Nullable EventKey key, String uid, String machineId, String helmKeys) {
    return new InstanceEvent(
        key,
        NOW.getEpochSecond(),
        "vcluster_start",
        machineId,
        uid,
        "vclusterctl",
        "linux",
        "amd64",
        "0.18.1",
        "k3s",
        "v1.28.1",
        "v1.27.2",
        helmKeys,
        "",
        "",
        null,
        2L,
        0L);
  }

  static EventKey key(String key, int item) {
    return EventKey.of(key, item);
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  static <T> List<T> times(int n, T event) {
    return Collections.nCopies(n, event);
  }
}
