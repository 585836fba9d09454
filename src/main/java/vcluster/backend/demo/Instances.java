package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import vcluster.backend.registry.Release;

/** The virtual clusters of a fleet. */
final class Instances {
  private static final double UPLOADS = 0.45;
  private static final double BY_COMMAND = 0.6;
  private static final double NEW = 0.3;
  private static final double SHORT = 0.2;
  private static final int SHORT_DAYS = 10;
  private static final double FAILING = 0.03;
  private static final double OWN_WORDS = 0.02;

  /** With this delay one stays on a release with flags; the days of the fleet come on top. */
  private static final int OLD = 700;

  private static final double STAYS_OLD = 0.4;
  private static final double K3S_OF_OLD = 0.8;
  private static final double K3S_OF_NEW = 0.3;
  private static final double AMD64 = 0.85;
  private static final Release WITH_RARE_KEY = new Release(0, 23, 0);

  /** Flags of the syncer and how many of a hundred set them. */
  private record Share(String name, int percent) {}

  private static final List<Share> FLAGS =
      List.of(
          new Share("leader-elect", 40),
          new Share("node-selector", 15),
          new Share("enforce-toleration", 8),
          new Share("multi-namespace-mode", 5),
          new Share("override-hosts", 60),
          new Share("proxy-metrics-server", 4),
          new Share("tls-san", 50));
  private static final List<Share> CONTROLLERS =
      List.of(
          new Share(Planted.CONTROLLER.item(), 12),
          new Share("ingresses", 35),
          new Share("persistentvolumes", 9),
          new Share("networkpolicies", 10),
          new Share("-configmaps", 3));
  private static final List<Share> OLD_KEYS =
      List.of(
          new Share("sync.ingresses.enabled", 35),
          new Share("sync.nodes.enabled", 25),
          new Share("telemetry.disabled", 80),
          new Share("coredns.integrated", 5),
          new Share("isolation.enabled", 12),
          new Share("multiNamespaceMode.enabled", 4),
          new Share("rbac.clusterRole.create", 20));
  private static final List<Share> KEYS =
      List.of(
          new Share("sync.toHost.ingresses.enabled", 35),
          new Share("sync.fromHost.nodes.enabled", 25),
          new Share("sync.toHost.persistentVolumes.enabled", 8),
          new Share("controlPlane.backingStore.etcd.embedded.enabled", 12),
          new Share("controlPlane.ingress.enabled", 9),
          new Share("policies.networkPolicy.enabled", 7),
          new Share("controlPlane.distro.k8s.version", 20));
  private static final List<String> SUFFIXES = List.of("", "", "-eks-a1b2c3d", "-gke.1028000");

  private final Post post;
  private final FleetSize size;
  private final List<UUID> machines;
  private final Chance chance;
  private final Releases vcluster;
  private final Releases kubernetes = Releases.kubernetes();
  private final List<Instance> all = new ArrayList<>();
  private int rareFlags;
  private int rareKeys;

  /**
   * The virtual clusters.
   *
   * @param machines on which some of them were created
   */
  Instances(Post post, List<UUID> machines, Chance chance) {
    this.post = post;
    this.size = post.size();
    this.machines = machines;
    this.chance = chance;
    this.vcluster = Releases.original(size.days());
    this.rareFlags = size.instances(5);
    this.rareKeys = size.instances(12);
    for (int i = 0; i < size.instances(); i++) {
      all.add(instance(i));
    }
  }

  /** Sends all that happens on a day, from 0. */
  void day(int day) {
    all.forEach(instance -> instance.day(day, post));
  }

  private Instance instance(int number) {
    Chance own = chance.split();
    boolean uploads = own.of(UPLOADS);
    int delay = uploads && own.of(STAYS_OLD) ? OLD + size.days() : own.delay();
    Release release = Release.of(vcluster.at(0, delay)).orElseThrow();
    boolean isOld = release.isBefore(Instance.CONFIG_FILE);
    boolean byCommand = own.of(BY_COMMAND) && !machines.isEmpty();
    int from = own.of(NEW) ? own.below(size.days()) : 0;
    int to = own.of(SHORT) ? Math.min(size.days(), from + own.between(1, SHORT_DAYS)) : size.days();
    Instance.Traits traits =
        new Instance.Traits(
            post.id("instance " + number),
            byCommand ? own.oneOf(machines) : null,
            byCommand ? "vclusterctl" : "helm",
            own.of(AMD64) ? "amd64" : "arm64",
            uploads,
            flags(own, uploads && isOld),
            words(own, CONTROLLERS),
            words(own, OLD_KEYS),
            keys(own, !uploads && !release.isBefore(WITH_RARE_KEY)),
            own.oneOf(List.of("ClusterIP", "ClusterIP", "ClusterIP", "LoadBalancer", "NodePort")),
            own.of(isOld ? K3S_OF_OLD : K3S_OF_NEW),
            uploads && own.of(FAILING));
    Instance.Versions versions =
        new Instance.Versions(
            vcluster,
            kubernetes,
            delay,
            own.between(0, 250),
            own.between(0, 400),
            own.oneOf(SUFFIXES));
    return new Instance(traits, versions, own, from, to);
  }

  private String flags(Chance own, boolean mayBeRare) {
    String flags = words(own, FLAGS);
    boolean isRare = mayBeRare && rareFlags-- > 0;
    return isRare ? sorted(flags + " " + Planted.RARE_FLAG.item()) : flags;
  }

  private String keys(Chance own, boolean mayBeRare) {
    String keys = words(own, KEYS);
    boolean isRare = mayBeRare && rareKeys-- > 0;
    return isRare ? sorted(keys + " " + Planted.RARE_KEY.item()) : keys;
  }

  private static String words(Chance own, List<Share> shares) {
    StringBuilder words = new StringBuilder(own.of(OWN_WORDS) ? "*" : "");
    for (Share share : shares) {
      if (own.below(100) < share.percent()) {
        words.append(' ').append(share.name());
      }
    }
    return sorted(words.toString());
  }

  private static String sorted(String words) {
    return String.join(" ", new TreeSet<>(List.of(words.strip().split(" "))));
  }
}
