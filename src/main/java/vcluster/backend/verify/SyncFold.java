package vcluster.backend.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.Syncs;

/**
 * Counts the events of an upload by what they have in common. An ordinary upload brings some dozens
 * of kinds; of one that brings hundreds the resources of the others are told apart no more, so that
 * it stays a row that the database takes.
 */
final class SyncFold {
  private static final int MAX_KINDS = 256;

  /** What events have in common that are counted together. */
  record Kind(
      String type, String group, String version, String kind, boolean success, String error) {
    Kind ofAnyResource() {
      return new Kind(type, "*", "*", "*", success, error);
    }
  }

  /** The events of a kind: how many there are, and how many took how long. */
  private static final class Bucket {
    private int count;
    private final List<Integer> times = new ArrayList<>();

    private void add(OptionalLong processing) {
      count++;
      if (processing.isPresent()) {
        int at = 0;
        while (at < Syncs.MILLIS.size() && processing.getAsLong() > Syncs.MILLIS.get(at)) {
          at++;
        }
        times.addAll(Collections.nCopies(Math.max(0, at + 1 - times.size()), 0));
        times.set(at, times.get(at) + 1);
      }
    }
  }

  private final Map<Kind, Bucket> buckets = new LinkedHashMap<>();
  private @Nullable Long oldest;
  private @Nullable Long newest;

  /** Counts an event. */
  void add(Kind kind, long time, OptionalLong processing) {
    newest = newest == null ? time : Math.max(newest, time);
    oldest = oldest == null ? time : Math.min(oldest, time);
    boolean full = buckets.size() >= MAX_KINDS && !buckets.containsKey(kind);
    buckets
        .computeIfAbsent(full ? kind.ofAnyResource() : kind, key -> new Bucket())
        .add(processing);
  }

  /** The least of the times; null if there is no event. */
  @Nullable Long oldest() {
    return oldest;
  }

  /** The greatest of the times; null if there is no event. */
  @Nullable Long newest() {
    return newest;
  }

  List<Syncs> syncs() {
    List<Syncs> syncs = new ArrayList<>(buckets.size());
    buckets.forEach(
        (kind, bucket) ->
            syncs.add(
                new Syncs(
                    kind.type(),
                    kind.group(),
                    kind.version(),
                    kind.kind(),
                    kind.success(),
                    kind.error(),
                    bucket.count,
                    List.copyOf(bucket.times))));
    return syncs;
  }
}
