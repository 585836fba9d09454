package vcluster.backend.store;

import java.util.ArrayList;
import java.util.List;
import vcluster.backend.record.Incoming;

/**
 * The events of one kind among many.
 *
 * @param places where each was, so that its outcome goes to the same place
 */
record ByKind<T extends Incoming>(List<T> events, List<Integer> places) {
  static <T extends Incoming> ByKind<T> of(Class<T> kind, List<? extends Incoming> all) {
    List<T> events = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (kind.isInstance(all.get(i))) {
        events.add(kind.cast(all.get(i)));
        places.add(i);
      }
    }
    return new ByKind<>(events, places);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
