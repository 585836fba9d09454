package vcluster.backend.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vcluster.backend.report.PublishedMatrix.Combination;

/** Figures that are always the same. */
final class Published {
  static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  static final LocalDate TODAY = DAY.plusDays(1);
  private static final long MACHINES = 4_000;
  private static final long INSTANCES = 2_000;

  private Published() {}

  static Survey survey() {
    return new Survey(
        Instant.parse("2026-11-27T01:00:00Z"),
        DAY,
        Optional.of(DAY.minusDays(89)),
        90,
        true,
        new TreeMap<>(
            Map.of(
                "machine", new Survey.Population(Count.of(MACHINES), Count.of(1_270L)),
                "instance", new Survey.Population(Count.of(INSTANCES), Count.of(null)))));
  }

  /** One of each sort. */
  static PublishedFigures figures() {
    List<ItemFigures> items = new ArrayList<>();
    items.add(machine("command", "*", 12L, 0L, 40L, 2L));
    items.add(machine("command", "vcluster create", 2_100L, 2_050L, 9_400L, 120L));
    items.add(machine("command", "vcluster pause", 300L, 310L, 700L, 91L));
    items.add(machine("command", "vcluster resume", 80L, 200L, 130L, 4L));
    items.add(machine("option", "vcluster connect --update-current", null, 12L, null, null));
    items.add(machine("option", "vcluster create --expose", 9L, 6L, 12L, 0L));
    items.add(machine("option", "vcluster create --set", 700L, 690L, 3_000L, 30L));
    items.add(machine("option", "vcluster create --update-current", 0L, 0L, 0L, 0L));
    items.add(machine("cli_version", "0.36.1", 1_900L, 1_200L, null, null));
    items.add(machine("cli_platform", "linux/amd64", 3_000L, 3_000L, null, null));
    items.add(machine("failure", "vcluster pause network", 60L, 61L, 88L, 88L));
    items.add(instance("controller", "-pods", 0L, 0L, 0L));
    items.add(instance("controller", "ingresses", 0L, 7L, 0L));
    items.add(instance("flag", "leader-elect", 40L, 44L, 41L));
    items.add(instance("helm", "sync.nodes.enabled", 410L, 380L, 800L));
    items.add(instance("sync", "core/v1 Pod", 1_990L, 1_900L, 70_000L));
    items.add(instance("virtual", "1.31", 1_100L, 1_000L, null));
    items.add(instance("virtual", "1.32", 880L, 900L, null));
    return new PublishedFigures(survey(), items);
  }

  static PublishedMatrix matrix() {
    return new PublishedMatrix(
        survey(),
        List.of(
            new Combination("1.31", "1.30", "k8s", "0.31", 1_200),
            new Combination("1.32", "1.31", "k3s", "0.31", 600),
            new Combination("1.31", "1.30", "", "0.30", 110),
            new Combination("1.30", "1.30", "k3s", "0.28", 60),
            new Combination("1.30", "1.29", "k3s", "0.28", 5)),
        Count.of(25L));
  }

  /** All whole weeks but one. */
  static ActiveWeeks weeks() {
    LocalDate monday = LocalDate.of(2026, 8, 31);
    List<LocalDate> all = monday.datesUntil(DAY, Period.ofDays(7)).toList();
    return new ActiveWeeks(
        Map.of(
            "machine", Set.copyOf(all),
            "instance", Set.copyOf(all.subList(0, 9))));
  }

  /** What has this name, and is unused otherwise. */
  static PublishedFigures named(String kind, String name) {
    return new PublishedFigures(survey(), List.of(machine(kind, name, 30L, 30L, 60L, 1L)));
  }

  private static ItemFigures machine(
      String kind,
      String name,
      @Nullable Long used,
      @Nullable Long before,
      @Nullable Long events,
      @Nullable Long failed) {
    long exposed = name.equals("*") ? 0 : MACHINES - 100;
    return figures(kind, name, "machine", exposed, used, before, events, failed);
  }

  private static ItemFigures instance(
      String kind, String name, long used, long before, @Nullable Long events) {
    return figures(kind, name, "instance", INSTANCES, used, before, events, 0L);
  }

  private static ItemFigures figures(
      String kind,
      String name,
      String population,
      long exposed,
      @Nullable Long used,
      @Nullable Long before,
      @Nullable Long events,
      @Nullable Long failed) {
    boolean few = used == null || used > 0 && used < 20;
    boolean seen = few || used > 0;
    OptionalLong once = few ? OptionalLong.empty() : OptionalLong.of(used / 5);
    return new ItemFigures(
        kind,
        name,
        population,
        few ? Count.of(null) : Count.of(used / 2),
        Count.of(used),
        used == null || before == null ? Count.of(20L) : Count.of(used + before),
        once,
        once,
        once,
        exposed == 0 ? Count.of(0L) : Count.of(used),
        Count.of(exposed),
        Count.of(before),
        Count.of(exposed),
        number(events),
        events == null ? OptionalLong.empty() : number(failed),
        failed == null || failed > 0 && failed < 20 ? Count.of(null) : Count.of(failed / 2),
        false,
        seen ? Optional.of(DAY.minusDays(89)) : Optional.empty(),
        seen ? Optional.of(DAY) : Optional.empty(),
        List.of());
  }

  private static OptionalLong number(@Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
