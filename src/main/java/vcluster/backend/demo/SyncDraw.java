package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.List;
import vcluster.backend.record.Syncs;

/** What a syncer did since its last upload. */
final class SyncDraw {
  /** The kind that some instances fail to sync. */
  static final String FAILING = "Ingress";

  private static final String SYNC = "ResourceSync";
  private static final double NETWORKED = 0.4;
  private static final double FAILS = 0.05;

  /** Of a hundred, how many syncs take up to each of the first bounds. */
  private static final List<Integer> TIMES = List.of(55, 20, 12, 6, 4, 2, 1);

  private SyncDraw() {}

  /**
   * The syncs of a day.
   *
   * @param failing whether most of one kind fail
   * @param starts whether the syncer has just started
   */
  static List<Syncs> draw(Chance chance, boolean failing, boolean starts) {
    List<Syncs> syncs = new ArrayList<>();
    if (starts) {
      syncs.add(new Syncs("SyncerStarted", "", "", "", true, "", 1, List.of()));
    }
    for (String kind : List.of("Pod", "Service", "ConfigMap", "Secret", "Endpoints")) {
      syncs.add(sync(chance, "core", kind, chance.between(5, 60), ""));
    }
    if (failing || chance.of(NETWORKED)) {
      syncs.add(sync(chance, "networking.k8s.io", FAILING, chance.between(1, 10), ""));
    }
    if (failing) {
      syncs.add(sync(chance, "networking.k8s.io", FAILING, chance.between(10, 60), "conflict"));
    }
    if (chance.of(FAILS)) {
      syncs.add(sync(chance, "core", "Pod", chance.between(1, 3), "forbidden"));
    }
    return syncs;
  }

  private static Syncs sync(Chance chance, String group, String kind, int count, String error) {
    List<Integer> times = new ArrayList<>();
    int left = count;
    for (int share : TIMES) {
      int some = Math.min(left, (count * share + chance.below(100)) / 100);
      times.add(some);
      left -= some;
    }
    times.set(0, times.get(0) + left);
    while (times.get(times.size() - 1) == 0) {
      times.remove(times.size() - 1);
    }
    return new Syncs(SYNC, group, "v1", kind, error.isEmpty(), error, count, times);
  }
}
