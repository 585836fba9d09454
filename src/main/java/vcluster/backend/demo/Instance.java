package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;
import vcluster.backend.registry.Release;

/** A virtual cluster, of which its syncer tells. */
final class Instance {
  /**
   * What it is, from its first day to its last.
   *
   * @param uploads whether its syncer sends uploads, else instance events
   * @param flags those that are set before 0.20, separated by blanks; and so controllers
   * @param oldKeys the paths of helm values before 0.20, separated by blanks
   * @param keys the same since then
   * @param k3s whether it runs k3s as long as there is that
   * @param failing whether it fails to sync one kind again and again
   */
  record Traits(
      UUID id,
      @Nullable UUID machine,
      String creator,
      String arch,
      boolean uploads,
      String flags,
      String controllers,
      String oldKeys,
      String keys,
      String serviceType,
      boolean k3s,
      boolean failing) {}

  /**
   * Which versions it runs on which days.
   *
   * @param delay how many days after a release of vCluster it is upgraded
   * @param virtualDelay the same of Kubernetes inside
   * @param hostDelay the same of its host
   * @param hostSuffix what the host's distribution adds to the version of Kubernetes
   */
  record Versions(
      Releases vcluster,
      Releases kubernetes,
      int delay,
      int virtualDelay,
      int hostDelay,
      String hostSuffix) {
    String at(int day) {
      return vcluster.at(day, delay);
    }

    boolean isBefore(Release release, int day) {
      return Release.of(at(day)).orElseThrow().isBefore(release);
    }

    String virtual(int day) {
      return "v" + kubernetes.at(day, virtualDelay);
    }

    String host(int day) {
      return "v" + kubernetes.at(day, hostDelay) + hostSuffix;
    }
  }

  /** Since then a file takes the place of flags. */
  static final Release CONFIG_FILE = new Release(0, 20, 0);

  private static final Release NO_K3S = new Release(0, 33, 0);
  private static final double LATE = 0.02;
  private static final int LATEST = 10;
  private static final double RESTART = 0.06;
  private static final double STATUS = 0.5;
  private static final double UPLOAD = 0.6;
  private static final double ERROR = 0.01;
  private static final List<String> ERRORS =
      List.of("leadership", "network", "timeout", "forbidden");
  private static final List<String> SEVERITIES = List.of("warning", "error", "fatal");
  private static final long DAY_MILLIS = 86_400_000;

  private final Traits traits;
  private final Versions versions;
  private final Chance chance;
  private final int from;
  private final int to;
  private String started = "";
  private int uploaded;

  /**
   * A virtual cluster.
   *
   * @param from its first day, from 0
   * @param to the day after its last
   */
  Instance(Traits traits, Versions versions, Chance chance, int from, int to) {
    this.traits = traits;
    this.versions = versions;
    this.chance = chance;
    this.from = from;
    this.to = to;
  }

  /** Sends what it does on a day. */
  void day(int day, Post post) {
    if (day < from || day >= to) {
      return;
    }
    int late = chance.of(LATE) ? chance.between(1, LATEST) : 0;
    if (traits.uploads()) {
      upload(day, late, post);
    } else {
      tell(day, late, post);
    }
  }

  private void upload(int day, int late, Post post) {
    if (day > from && !chance.of(UPLOAD)) {
      return;
    }
    int second = Post.second(chance);
    long newest = post.micros(day, second);
    List<Syncs> syncs = SyncDraw.draw(chance, traits.failing(), day == from);
    long sinceLast = day == from ? 0 : DAY_MILLIS * (day - uploaded);
    uploaded = day;
    Map<Planted, Long> shown = shown();
    boolean old = versions.isBefore(CONFIG_FILE, day);
    String flags = old ? traits.flags() : "config";
    String controllers = old ? traits.controllers() : "";
    note(shown, Planted.RARE_FLAG, has(flags, Planted.RARE_FLAG));
    note(shown, Planted.CONTROLLER, has(controllers, Planted.CONTROLLER));
    long failed =
        syncs.stream()
            .filter(sync -> sync.kind().equals(SyncDraw.FAILING) && !sync.success())
            .mapToLong(Syncs::count)
            .sum();
    if (failed > 0) {
      shown.put(Planted.FAILING_SYNC, failed);
    }
    SyncerUpload upload =
        new SyncerUpload(
            new EventKey(post.request("upload", traits.id(), newest, chance), 0),
            newest - 1_000_000L * chance.below(Math.min(second + 1, 300)),
            newest,
            traits.id(),
            traits.machine(),
            traits.creator(),
            "linux",
            traits.arch(),
            "v" + versions.at(day),
            flags,
            controllers,
            traits.serviceType(),
            virtual(day),
            versions.host(day),
            sinceLast,
            syncs);
    send(day, second, late, upload, shown, post);
  }

  private void tell(int day, int late, Post post) {
    String version = versions.at(day);
    List<String> types = new ArrayList<>();
    if (!started.equals(version) || chance.of(RESTART)) {
      types.add("vcluster_start");
    }
    if (chance.of(STATUS)) {
      types.add("vcluster_status");
    }
    if (chance.of(ERROR)) {
      types.add("vcluster_error");
    }
    if (types.isEmpty()) {
      return;
    }
    started = version;
    int second = Post.second(chance);
    UUID digest = post.request("event", traits.id(), post.micros(day, second), chance);
    for (String type : types) {
      InstanceEvent event =
          event(new EventKey(digest, types.indexOf(type)), day, second, type, post);
      Map<Planted, Long> shown = shown();
      note(shown, Planted.RARE_KEY, has(event.helmKeys(), Planted.RARE_KEY));
      send(day, second, late, event, shown, post);
    }
  }

  /** What an instance is, only its start says. */
  private InstanceEvent event(EventKey key, int day, int second, String type, Post post) {
    boolean starts = type.equals("vcluster_start");
    boolean failed = type.equals("vcluster_error");
    boolean status = type.equals("vcluster_status");
    return new InstanceEvent(
        key,
        post.micros(day, second),
        traits.id(),
        traits.machine(),
        type,
        starts ? traits.creator() : "",
        starts ? "linux" : "",
        starts ? traits.arch() : "",
        starts ? versions.at(day) : "",
        starts ? distro(day) : "",
        starts ? virtual(day) : "",
        starts ? versions.host(day) : "",
        starts ? versions.isBefore(CONFIG_FILE, day) ? traits.oldKeys() : traits.keys() : "",
        failed ? chance.oneOf(SEVERITIES) : "",
        failed ? chance.oneOf(ERRORS) : "",
        status ? Long.valueOf(chance.between(3, 12)) : null,
        status ? Long.valueOf(chance.between(4, 80)) : null,
        status ? Long.valueOf(chance.of(RESTART) ? 1 : 0) : null);
  }

  private String distro(int day) {
    return traits.k3s() && versions.isBefore(NO_K3S, day) ? "k3s" : "k8s";
  }

  private String virtual(int day) {
    return versions.virtual(day) + (distro(day).equals("k3s") ? "+k3s1" : "");
  }

  private void send(
      int day, int second, int late, Incoming event, Map<Planted, Long> shown, Post post) {
    post.send(day, late > 0 ? Post.second(chance) : second, late, event, shown);
  }

  private static Map<Planted, Long> shown() {
    Map<Planted, Long> shown = new EnumMap<>(Planted.class);
    shown.put(Planted.INSTANCES, 1L);
    return shown;
  }

  private static void note(Map<Planted, Long> shown, Planted planted, boolean seen) {
    if (seen) {
      shown.put(planted, 1L);
    }
  }

  private static boolean has(String words, Planted planted) {
    return List.of(words.split(" ")).contains(planted.item());
  }
}
