package vcluster.backend.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;

final class Events {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

  private Events() {}

  /** What is stored for an id. */
  static UUID id(String id) {
    return Objects.requireNonNull(TestDatabase.HASH.pseudonym(id));
  }

  static CliEvent command(@Nullable EventKey key, String machine) {
    return command(key, machine, micros(NOW));
  }

  static CliEvent command(@Nullable EventKey key, String machine, long claimed) {
    return new CliEvent(
        key,
        claimed,
        id(machine),
        "0.18.1",
        "vcluster create *",
        "--namespace --set",
        "",
        "linux",
        "amd64",
        "CET");
  }

  static SyncerUpload upload(
      @Nullable EventKey key, String uid, @Nullable String creator, int syncs) {
    return upload(key, uid, creator, syncs, micros(NOW));
  }

  static SyncerUpload upload(
      @Nullable EventKey key,
      String uid,
      @Nullable String creator,
      int syncs,
      @Nullable Long claimed) {
    List<Syncs> some =
        List.of(new Syncs("ResourceSync", "core", "v1", "Pod", true, "", syncs, List.of(0, syncs)));
    return new SyncerUpload(
        key,
        claimed,
        claimed,
        id(uid),
        creator == null ? null : id(creator),
        "vclusterctl",
        "linux",
        "amd64",
        "v0.15.0",
        "leader-elect node-selector",
        "hoststorageclasses -pods",
        "NodePort",
        "v1.26.0+k3s1",
        "v1.25.3",
        300_000,
        syncs == 0 ? List.of() : some);
  }

  static InstanceEvent start(@Nullable EventKey key, String uid, @Nullable String creator) {
    return start(key, uid, creator, "sync.nodes.enabled telemetry.disabled");
  }

  static InstanceEvent start(
      @Nullable EventKey key, String uid, @Nullable String creator, String helmKeys) {
    return new InstanceEvent(
        key,
        micros(NOW),
        id(uid),
        creator == null ? null : id(creator),
        "vcluster_start",
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

  /** Of the member that most of these events have. */
  static EventKey key(String key, int item) {
    return new EventKey(EventKey.digest(TestDatabase.HASH, "event", id("m"), key), item);
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  static <T> List<T> times(int n, T event) {
    return Collections.nCopies(n, event);
  }
}
