package vcluster.backend.report;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.ReleaseDates;

/**
 * How long what is deprecated has to stay, by the deprecation policy of Kubernetes.
 *
 * @param months after the release that deprecates it
 * @param releases minor ones, after that release
 */
record RemovalPolicy(int months, int releases) {
  static final RemovalPolicy COMMANDS = new RemovalPolicy(12, 2);
  static final RemovalPolicy OTHERS = new RemovalPolicy(6, 1);
  private static final Set<String> OF_COMMANDS = Set.of("command", "option");

  /** The policy for a kind of items. */
  static RemovalPolicy of(String kind) {
    return OF_COMMANDS.contains(kind) ? COMMANDS : OTHERS;
  }

  /**
   * The first day on which both have passed.
   *
   * @return empty if it is not deprecated, or if so many releases have not been made yet
   */
  Optional<LocalDate> earliest(Item item, ReleaseDates dates) {
    Optional<LocalDate> released = dates.minorAfter(item.deprecated(), releases);
    return monthsPassed(item, dates).flatMap(day -> released.map(other -> later(day, other)));
  }

  /** The first day on which the months have passed; empty if it is not deprecated. */
  Optional<LocalDate> monthsPassed(Item item, ReleaseDates dates) {
    return dates.of(item.deprecated()).map(date -> date.plusMonths(months));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  /** Such as {@code 12 months and 2 minor releases}. */
  String words() {
    return months + " months and " + releases + " minor release" + (releases == 1 ? "" : "s");
  }
}
