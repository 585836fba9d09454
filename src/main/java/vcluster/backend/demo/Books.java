package vcluster.backend.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who had what on which day, as far as it has arrived. */
final class Books {
  private static final List<Integer> WINDOWS = List.of(7, 28, 90);
  private static final int LONGEST = 90;

  /** What is known of one planted thing. */
  private record Page(Map<UUID, BitSet> days, Map<Integer, Long> events) {}

  private final Map<Planted, Page> pages = new EnumMap<>(Planted.class);

  private final FleetSize size;

  Books(FleetSize size) {
    this.size = size;
  }

  private Page page(Planted planted) {
    return pages.computeIfAbsent(planted, any -> new Page(new HashMap<>(), new HashMap<>()));
  }

  /** Enters that a member had it on a day, from 0, so many times. */
  void enter(Planted planted, UUID member, int day, long times) {
    Page page = page(planted);
    page.days().computeIfAbsent(member, id -> new BitSet()).set(day);
    page.events().merge(day, times, Long::sum);
  }

  /** What the books say of the last 7, 28 and 90 days; of fewer, if there are fewer. */
  List<Truth> close(LocalDate first) {
    List<Truth> truths = new ArrayList<>();
    for (Planted planted : Planted.values()) {
      for (int window : WINDOWS) {
        truths.add(truth(planted, size.last(window), first));
      }
    }
    return truths;
  }

  private Truth truth(Planted planted, int from, LocalDate first) {
    Page page = page(planted);
    long established = 0;
    long once = 0;
    for (Map.Entry<UUID, BitSet> member : page.days().entrySet()) {
      if (member.getValue().length() > from) {
        if (isEstablished(planted, member.getKey())) {
          established++;
        } else {
          once++;
        }
      }
    }
    long events = 0;
    for (int day = from; day < size.days(); day++) {
      events += page.events().getOrDefault(day, 0L);
    }
    LocalDate last = first.plusDays(size.days() - 1L);
    return new Truth(planted, first.plusDays(from), last, established, once, events);
  }

  private boolean isEstablished(Planted planted, UUID member) {
    Planted all = planted.population().equals("machines") ? Planted.MACHINES : Planted.INSTANCES;
    BitSet days = page(all).days().getOrDefault(member, new BitSet());
    return days.get(size.last(LONGEST), size.days()).cardinality() >= 2;
  }
}
