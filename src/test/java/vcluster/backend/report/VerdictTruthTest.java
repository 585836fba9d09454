package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.ReleaseDates;

/** Verdicts on what was measured are those on the shares that it was drawn from. */
class VerdictTruthTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final int SEEDS = 20;
  private static final Thresholds THRESHOLDS = Thresholds.DEFAULT;
  private static final ReleaseDates RELEASES = Registry.releaseDates();
  private static final List<Item> ITEMS =
      Registry.items().stream().filter(item -> !item.ignored()).toList();

  /** An item, how many of a hundred use it in truth, and what came out. */
  private record Case(Item item, double share, long exposed, ItemVerdict verdict) {
    boolean isDecided() {
      return !item.reported().isEmpty()
          && item.until().isEmpty()
          && RELEASES
              .of(item.since())
              .filter(date -> ChronoUnit.DAYS.between(date, DAY) < THRESHOLDS.days())
              .isEmpty();
    }

    /** Those near a threshold may fall to either side. */
    boolean isClear() {
      return share == 0
          || !isNear(THRESHOLDS.kept())
              && !isNear(THRESHOLDS.removable())
              && share > 2 * resolution();
    }

    private boolean isNear(double threshold) {
      return share > threshold / 2 && share < threshold * 2;
    }

    /** So small a share is often not seen at all. */
    private double resolution() {
      return new Share(0, exposed).interval(Share.SURE).high();
    }

    ItemVerdict truth() {
      if (share >= THRESHOLDS.kept()) {
        return ItemVerdict.KEEP;
      }
      if (share < THRESHOLDS.removable() && isDeprecatedForLong()) {
        return ItemVerdict.REMOVABLE;
      }
      return share == 0 ? ItemVerdict.UNUSED : ItemVerdict.LITTLE_USED;
    }

    /** All that is deprecated was so before 2026. */
    private boolean isDeprecatedForLong() {
      return RELEASES
          .of(item.deprecated())
          .filter(date -> date.isBefore(DAY.minusYears(1)))
          .isPresent();
    }
  }

  private static List<Case> draw(long seed, long exposed) {
    Random random = new Random(seed);
    return ITEMS.stream()
        .map(
            item -> {
              double share = random.nextInt(3) == 0 ? 0 : Math.pow(10, -4 * random.nextDouble());
              ItemFigures figures = figures(random, item, share, exposed);
              ItemDecision decision =
                  ItemDecision.of(figures, item, RELEASES, survey(exposed), THRESHOLDS);
              return new Case(item, share, exposed, decision.verdict());
            })
        .toList();
  }

  @Test
  void verdict_isThatOfTheTrueShare() {
    List<Case> cases =
        IntStream.range(0, SEEDS)
            .boxed()
            .flatMap(seed -> draw(seed, seed % 2 == 0 ? 20_000 : 200_000).stream())
            .filter(Case::isDecided)
            .filter(Case::isClear)
            .toList();

    assertThat(cases).hasSizeGreaterThan(SEEDS * 500);
    for (ItemVerdict verdict :
        List.of(
            ItemVerdict.KEEP, ItemVerdict.LITTLE_USED, ItemVerdict.UNUSED, ItemVerdict.REMOVABLE)) {
      assertThat(cases.stream().filter(it -> it.truth() == verdict))
          .as(verdict.words())
          .hasSizeGreaterThan(30);
    }
    List<Case> wrong = cases.stream().filter(it -> it.verdict() != it.truth()).toList();
    assertThat(wrong.size() / (double) cases.size()).as(wrong.toString()).isLessThan(0.01);
  }

  /** However few are exposed. */
  @Test
  void whatOneOfTwoHundredUses_isNeverUnusedOrRemovable() {
    for (long exposed : List.of(300L, 1_000L, 3_000L, 10_000L)) {
      IntStream.range(0, SEEDS)
          .boxed()
          .flatMap(seed -> draw(seed, exposed).stream())
          .filter(it -> it.share() > 0.005)
          .forEach(
              it ->
                  assertThat(it.verdict())
                      .as(it.toString())
                      .isNotIn(ItemVerdict.UNUSED, ItemVerdict.REMOVABLE));
    }
  }

  @Test
  void whatIsGone_orNotReported_isSaidToBe_whateverWasDrawn() {
    for (Case it : draw(1, 20_000)) {
      if (it.item().reported().isEmpty()) {
        assertThat(it.verdict()).as(it.toString()).isEqualTo(ItemVerdict.NOT_MEASURED);
      } else if (!it.item().until().isEmpty()) {
        assertThat(it.verdict()).as(it.toString()).isEqualTo(ItemVerdict.GONE);
      } else {
        assertThat(it.verdict()).isNotIn(ItemVerdict.NOT_MEASURED, ItemVerdict.GONE);
      }
    }
  }

  private static ItemFigures figures(Random random, Item item, double share, long exposed) {
    long used = binomial(random, exposed, share);
    // In three months more come by, not only of those who are established.
    long members = used + binomial(random, exposed - used, share);
    long once = binomial(random, exposed / 4, share);
    return new ItemFigures(
        item.kind(),
        item.name(),
        "machine",
        count(used),
        count(used),
        count(members),
        OptionalLong.empty(),
        OptionalLong.empty(),
        once >= 1 && once <= 4 ? OptionalLong.empty() : OptionalLong.of(once),
        count(used),
        count(exposed),
        count(binomial(random, exposed, share)),
        count(exposed),
        OptionalLong.of(3 * used),
        OptionalLong.of(0),
        count(0),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** As it is published. */
  private static Count count(long members) {
    return Count.of(members >= 1 && members <= 4 ? null : members);
  }

  private static Survey survey(long exposed) {
    Survey.Population machines = new Survey.Population(count(exposed), count(exposed / 4));
    return new Survey(
        Instant.EPOCH, DAY, Optional.of(DAY.minusDays(89)), 90, false, Map.of("machine", machines));
  }

  /** How many of {@code n}; of many by the normal distribution that it is near to then. */
  private static long binomial(Random random, long n, double share) {
    double variance = n * share * (1 - share);
    if (variance > 500) {
      return Math.round(n * share + random.nextGaussian() * Math.sqrt(variance));
    }
    if (share > 0.5) {
      return n - binomial(random, n, 1 - share);
    }
    // From one of them to the next.
    long found = 0;
    for (double at = step(random, share); at <= n; at += step(random, share)) {
      found++;
    }
    return found;
  }

  private static double step(Random random, double share) {
    return share == 0
        ? Double.POSITIVE_INFINITY
        : Math.ceil(Math.log(1 - random.nextDouble()) / Math.log1p(-share));
  }
}
