package vcluster.backend.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.ReleaseDates;

/**
 * What the figures of an item say, and why (docs/reports.md#verdicts).
 *
 * @param reasons words that stay the same, such as {@code at-most-0.05%}
 */
public record ItemDecision(ItemVerdict verdict, List<String> reasons) {
  static final double ONCE_ONLY = 0.8;
  static final double FAILING = 0.1;
  static final int FEW_MEMBERS = 20;
  static final int WINDOW = 28;
  static final int A_FEW_MORE = 2;
  private static final int NEWEST_RELEASES = 2;
  private static final int DIGITS = 2;

  /**
   * Decides; the first verdict that holds is the one.
   *
   * @param item what the registry knows of it
   * @param releases when each release was
   */
  public static ItemDecision of(
      ItemFigures figures, Item item, ReleaseDates releases, Survey survey, Thresholds thresholds) {
    return new Maker(figures, item, releases, survey, thresholds).decide();
  }

  /** The share of those who could have been seen with it; empty if there are none. */
  public static Optional<Share> share(Count used, Count exposed, boolean most) {
    long n = exposed.least();
    long x = most ? used.most() : used.least();
    return n < 1 ? Optional.empty() : Optional.of(new Share(Math.min(x, n), n));
  }

  private record Maker(
      ItemFigures figures, Item item, ReleaseDates releases, Survey survey, Thresholds thresholds) {
    ItemDecision decide() {
      List<String> reasons = new ArrayList<>();
      ItemVerdict verdict = verdict(reasons);
      if (verdict != ItemVerdict.NOT_MEASURED) {
        addObservations(reasons);
      }
      if (!item.deprecated().isEmpty()) {
        reasons.add("deprecated-since-" + item.deprecated());
      }
      reasons.add("opted-out-unknown");
      return new ItemDecision(verdict, List.copyOf(reasons));
    }

    private ItemVerdict verdict(List<String> reasons) {
      if (item.reported().isEmpty()) {
        reasons.add("not-reported");
        return ItemVerdict.NOT_MEASURED;
      }
      if (!item.until().isEmpty()) {
        reasons.add("gone-since-" + item.until());
        return ItemVerdict.GONE;
      }
      if (cannotTell(reasons)) {
        return ItemVerdict.CANT_TELL;
      }
      double least =
          thresholds.interval(share(figures.used(), figures.exposed(), false).orElseThrow()).low();
      double most =
          thresholds.interval(share(figures.used(), figures.exposed(), true).orElseThrow()).high();
      if (least >= thresholds.kept()) {
        return ItemVerdict.KEEP;
      }
      if (most > 0) {
        reasons.add("at-most-" + atMost(most));
      }
      if (isDeprecatedForLong() && most < thresholds.removable() && !isRising()) {
        return ItemVerdict.REMOVABLE;
      }
      if (isUnseen()) {
        long n = figures.exposed().least();
        if (n >= thresholds.many() && most <= thresholds.removable()) {
          return ItemVerdict.UNUSED;
        }
        if (n >= thresholds.some()) {
          return ItemVerdict.UNUSED_WEAK;
        }
      }
      return most < thresholds.kept() ? ItemVerdict.LITTLE_USED : ItemVerdict.KEEP;
    }

    /** By more than a few; of fewer than five before and after nobody can tell, so few they are. */
    private boolean isRising() {
      boolean few = figures.used().exact().isEmpty() && figures.usedBefore().exact().isEmpty();
      return !few && figures.used().most() > figures.usedBefore().least() + A_FEW_MORE;
    }

    private boolean cannotTell(List<String> reasons) {
      long exposed = figures.exposed().least();
      boolean few = exposed < thresholds.fewest();
      if (few) {
        reasons.add("few-exposed");
      }
      boolean fresh =
          survey.since().isEmpty()
              || ChronoUnit.DAYS.between(known(), survey.day()) + 1 < thresholds.days();
      if (fresh) {
        reasons.add("new-item");
      }
      Survey.Population population = survey.populations().get(figures.population());
      boolean notRolledOut =
          population != null && exposed < thresholds.rolledOut() * population.established().most();
      if (notRolledOut) {
        reasons.add("not-rolled-out");
      }
      return few || fresh || notRolledOut;
    }

    /** By nobody, not even on one day. */
    private boolean isUnseen() {
      return figures.members90().isZero() && figures.once90().equals(OptionalLong.of(0));
    }

    /** Since when it can have been seen: its release, or the first event, whichever is later. */
    private LocalDate known() {
      LocalDate recorded = survey.since().orElseThrow();
      LocalDate released = releases.of(item.since()).orElse(LocalDate.MIN);
      return released.isAfter(recorded) ? released : recorded;
    }

    private boolean isDeprecatedForLong() {
      return RemovalPolicy.of(item.kind())
          .earliest(item, releases)
          .filter(day -> !day.isAfter(survey.day()))
          .isPresent();
    }

    /**
     * Used, though by nobody on the newest two releases that have it, where many more would be seen
     * if it were used there as it is on older ones: even the lower bound of that share is above
     * what nobody says of the newest. Of what both programs have this would tell the programs
     * apart.
     */
    private boolean isOfOldVersions() {
      List<ReleaseFigures> newest = figures.releases().stream().limit(NEWEST_RELEASES).toList();
      long exposed = newest.stream().mapToLong(release -> release.exposed().least()).sum();
      boolean oneProgram =
          figures.releases().stream().map(ReleaseFigures::isOurs).distinct().count() == 1;
      return oneProgram
          && newest.size() == NEWEST_RELEASES
          && newest.stream().allMatch(release -> release.used().isZero())
          && exposed > 0
          && share(
                  figures.used(),
                  new Count.Exactly(Math.max(0, figures.exposed().most() - exposed)),
                  false)
              .filter(older -> older.x() > 0)
              .filter(
                  older ->
                      thresholds.interval(new Share(0, exposed)).high()
                          < thresholds.interval(older).low())
              .isPresent();
    }

    private void addObservations(List<String> reasons) {
      if (isUnseen()) {
        reasons.add("zero-90d");
      }
      change(figures, survey, thresholds, Share.VERY_SURE)
          .filter(Share.Range::excludesZero)
          .ifPresent(
              change -> {
                reasons.add(change.low() > 0 ? "rising" : "falling");
                if (change.high() < 0 && !item.deprecated().isEmpty()) {
                  reasons.add("warning-heeded");
                }
                double within = ReleaseMix.of(figures).change().orElse(0);
                if ((within < 0 && change.low() > 0) || (within > 0 && change.high() < 0)) {
                  reasons.add("mix-shift");
                }
              });
      if (isOfOldVersions()) {
        reasons.add("old-versions-only");
      }
      long members = figures.members28().most();
      if (members > 0 && members < FEW_MEMBERS) {
        reasons.add("few-members");
      }
      figures.once90().stream()
          .filter(once -> once > 0 && once >= ONCE_ONLY * (figures.members90().most() + once))
          .forEach(once -> reasons.add("once-only-mostly"));
      if (figures.oneMember()) {
        reasons.add("one-member");
      }
      if (figures.failed().orElse(0) > 0
          && figures.failed().orElse(0) >= FAILING * figures.events().orElse(Long.MAX_VALUE)) {
        reasons.add("failing");
      }
    }
  }

  /**
   * How the share has changed against the 28 days before.
   *
   * @param z how sure it is to be: in a list, {@link Share#VERY_SURE}, for of many items one in
   *     twenty would lie
   * @return empty if it is not told: few are exposed, or figures do not go back so far
   */
  static Optional<Share.Range> change(
      ItemFigures figures, Survey survey, Thresholds thresholds, double z) {
    boolean young =
        survey
            .since()
            .filter(since -> !since.isAfter(survey.day().minusDays(2 * WINDOW - 1)))
            .isEmpty();
    if (young
        || figures.exposed().least() < thresholds.fewest()
        || figures.exposedBefore().least() < thresholds.fewest()
        || figures.used().exact().isEmpty()
        || figures.usedBefore().exact().isEmpty()) {
      return Optional.empty();
    }
    return share(figures.used(), figures.exposed(), true)
        .flatMap(
            now ->
                share(figures.usedBefore(), figures.exposedBefore(), true)
                    .map(before -> thresholds.change(now, before, z)));
  }

  /** Such as {@code 0.05%} of a share from 0 to 1: two digits that count, for none is exact. */
  public static String percent(double share) {
    return percent(share, RoundingMode.HALF_UP);
  }

  /** An upper bound, rounded up: rounded to nearest it could be below itself. */
  public static String atMost(double share) {
    return percent(share, RoundingMode.CEILING);
  }

  /** A lower bound, rounded down. */
  public static String atLeast(double share) {
    return percent(share, RoundingMode.FLOOR);
  }

  private static String percent(double share, RoundingMode rounding) {
    if (share == 0) {
      return "0%";
    }
    // By its decimal digits: 0.001 is 0.10%, though the double is a little more.
    BigDecimal percent =
        BigDecimal.valueOf(share).movePointRight(2).round(new MathContext(DIGITS, rounding));
    int missing = Math.max(0, DIGITS - percent.precision());
    return percent.setScale(Math.max(0, percent.scale() + missing)).toPlainString() + '%';
  }
}
