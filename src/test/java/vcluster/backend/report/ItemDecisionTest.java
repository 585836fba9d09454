package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.backend.registry.Interval;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;

class ItemDecisionTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final List<Interval> REPORTED = List.of(new Interval(18_000, 1_000_000));

  @ParameterizedTest
  @CsvSource(
      nullValues = "few",
      value = {
        // used, exposed, members in 90 days
        "400, 30000, 900, KEEP, ",
        "310, 29310, 700, KEEP, ",
        "290, 30000, 700, KEEP, at-most-1.1%",
        "100, 30000, 300, LITTLE_USED, at-most-0.41%",
        "few, 30000, few, LITTLE_USED, at-most-0.035%",
        "0, 30000, 7, LITTLE_USED, at-most-0.010%",
        "0, 30000, 0, UNUSED, at-most-0.010%",
        "0, 3000, 0, UNUSED, at-most-0.10%",
        "0, 2999, 0, UNUSED_WEAK, at-most-0.10%",
        "0, 1000, 0, UNUSED_WEAK, at-most-0.30%",
        "0, 999, 0, LITTLE_USED, at-most-0.30%",
        "0, 300, 0, LITTLE_USED, at-most-1.0%",
        "0, 6000000, 0, UNUSED, at-most-0.000050%",
        "0, 299, 0, CANT_TELL, few-exposed",
        "few, 300, few, KEEP, at-most-3.4%",
      })
  void verdict_followsFromTheShare(
      @Nullable Long used,
      long exposed,
      @Nullable Long members,
      ItemVerdict verdict,
      String reason) {
    ItemDecision decision =
        ItemDecision.of(
            figures(used, exposed, members),
            item("0.20.0", "", ""),
            Registry.releaseDates(),
            survey(DAY.minusDays(89), exposed),
            Thresholds.DEFAULT);

    assertThat(decision.verdict()).isEqualTo(verdict);
    if (reason != null) {
      assertThat(decision.reasons()).contains(reason);
    }
    assertThat(decision.reasons()).contains("opted-out-unknown");
  }

  @ParameterizedTest
  @CsvSource({
    // share, to nearest, at least, at most
    "0, 0%, 0%, 0%",
    "1, 100%, 100%, 100%",
    "0.996, 100%, 99%, 100%",
    "0.5449, 54%, 54%, 55%",
    "0.1, 10%, 10%, 10%",
    "0.0999, 10%, 9.9%, 10%",
    "0.02, 2.0%, 2.0%, 2.0%",
    "0.001, 0.10%, 0.10%, 0.10%",
    "0.0007841, 0.078%, 0.078%, 0.079%",
    "0.0000004992, 0.000050%, 0.000049%, 0.000050%",
    "0.00000000001, 0.0000000010%, 0.0000000010%, 0.0000000010%"
  })
  void share_isRoundedToTwoDigits_andBoundsOutwards(
      double share, String nearest, String least, String most) {
    assertThat(ItemDecision.percent(share)).isEqualTo(nearest);
    assertThat(ItemDecision.atLeast(share)).isEqualTo(least);
    assertThat(ItemDecision.atMost(share)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "3000, 90, HIGH",
    "2999, 90, SOME",
    "3000, 89, SOME",
    "300, 28, SOME",
    "299, 90, LOW",
    "300, 27, LOW",
    "0, 0, LOW",
  })
  void confidence_needsMembersAndDays(long exposed, int days, Confidence confidence) {
    assertThat(Confidence.of(Count.of(exposed), survey(DAY.minusDays(days - 1), exposed)))
        .isEqualTo(confidence);
  }

  @Test
  void deprecatedItem_isRemovable_whenItWasForLongAndHardlyAnybodyUsesIt() {
    Item longAgo = item("<=0.15", "", "0.20.0");
    Item lately = item("<=0.15", "", "0.36.0");

    assertThat(decide(figures(null, 30_000, 12L), longAgo).verdict())
        .isEqualTo(ItemVerdict.REMOVABLE);
    assertThat(decide(figures(null, 30_000, 12L), longAgo).reasons())
        .contains("deprecated-since-0.20.0");
    assertThat(decide(figures(null, 30_000, 12L), lately).verdict())
        .isEqualTo(ItemVerdict.LITTLE_USED);
    assertThat(decide(figures(200L, 30_000, 300L), longAgo).verdict())
        .isEqualTo(ItemVerdict.LITTLE_USED);
  }

  @Test
  void itemOfNoRelease_isGone_andUnreportedOneIsNotMeasured() {
    Item silent =
        new Item("option", "vcluster x --y", false, List.of(), "0.20.0", "0.30.0", "", "");

    assertThat(decide(figures(5L, 400, 9L), item("0.18.0", "0.30.0", "")).verdict())
        .isEqualTo(ItemVerdict.GONE);
    assertThat(decide(figures(0L, 0, 0L), silent).verdict()).isEqualTo(ItemVerdict.NOT_MEASURED);
    assertThat(decide(figures(0L, 0, 0L), silent).reasons())
        .containsExactly("not-reported", "opted-out-unknown");
  }

  @Test
  void itemThatIsNew_orRolledOutToFew_cannotBeTold() {
    assertThat(decide(figures(0L, 30_000, 0L), item("0.37.0", "", "")).reasons())
        .contains("zero-90d")
        .doesNotContain("new-item");
    assertThat(decide(figures(0L, 5_000, 0L), item("0.20.0", "", "")).reasons())
        .contains("not-rolled-out");
    Survey young = survey(DAY.minusDays(88), 30_000);
    assertThat(
            ItemDecision.of(
                    figures(0L, 30_000, 0L),
                    item("0.20.0", "", ""),
                    Registry.releaseDates(),
                    young,
                    Thresholds.DEFAULT)
                .reasons())
        .contains("new-item");
  }

  @Test
  void observations_areTold() {
    ItemFigures figures =
        new ItemFigures(
            "command",
            "vcluster create",
            "machine",
            Count.of(900L),
            Count.of(1_000L),
            Count.of(2_000L),
            OptionalLong.of(50),
            OptionalLong.of(500),
            OptionalLong.of(8_000),
            Count.of(700L),
            Count.of(30_000L),
            Count.of(1_400L),
            Count.of(30_000L),
            OptionalLong.of(5_000),
            OptionalLong.of(600),
            Count.of(40L),
            true,
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertThat(decide(figures, item("<=0.15", "", "0.30.0")).reasons())
        .contains("falling", "warning-heeded", "once-only-mostly", "one-member", "failing");
  }

  /** Of sixty machines seven are many; in a sample they would say nothing. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "few",
      value = {
        // used, exposed, members in 90 days
        "7, 60, 7, KEEP",
        "few, 60, few, KEEP",
        "0, 60, 0, UNUSED",
        "0, 1, 0, UNUSED",
        "0, 0, 0, CANT_TELL",
        "0, 60, few, LITTLE_USED",
        "few, 1000, few, LITTLE_USED",
        "9, 1000, 9, LITTLE_USED",
        "10, 1000, 10, KEEP",
      })
  void census_takesNumbersAsTheyAre(
      @Nullable Long used, long exposed, @Nullable Long members, ItemVerdict verdict) {
    ItemDecision decision =
        ItemDecision.of(
            figures(used, exposed, members),
            item("0.20.0", "", ""),
            Registry.releaseDates(),
            survey(DAY.minusDays(89), exposed),
            Thresholds.CENSUS);

    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.reasons()).doesNotContain("at-most-0%");
  }

  /** Whom a new release has, of whom few use it, goes over to it from one that many use it in. */
  @Test
  void shareThatFallsWhileEachReleasesRises_isAShiftOfTheirMix() {
    ReleaseFigures fresh = release("0.36", 1_200, 8_000, 200, 2_000);
    ReleaseFigures old = release("0.35", 1_100, 2_000, 4_000, 8_000);

    assertThat(reasons(2_300, 4_200, fresh, old)).contains("falling", "mix-shift");
    // What is left of all is as good as a release that is told.
    assertThat(reasons(2_300, 4_200, fresh)).contains("falling", "mix-shift");
    assertThat(reasons(2_300, 4_200)).contains("falling").doesNotContain("mix-shift");
    assertThat(reasons(2_300, 4_500, release("0.36", 1_200, 8_000, 500, 2_000), old))
        .contains("falling")
        .doesNotContain("mix-shift");
    // It is not sure that the whole has changed.
    assertThat(reasons(2_300, 2_330, release("0.36", 400, 8_000, 70, 2_000)))
        .doesNotContain("falling", "mix-shift");
  }

  @Test
  void itemThatNobodyUsesOnTheNewestReleases_isOfOldOnes() {
    ReleaseFigures newest = release("0.36", 0, 600, 0, 600);
    ReleaseFigures second = release("0.35", 0, 400, 0, 400);
    ReleaseFigures third = release("0.34", 20, 1_000, 20, 1_000);

    assertThat(reasons(100, 100, newest, second, third)).contains("old-versions-only");
    assertThat(reasons(100, 100, newest, release("0.35", 5, 400, 0, 400), third))
        .doesNotContain("old-versions-only");
    // Ours are another program.
    assertThat(
            reasons(
                100, 100, release("1.1", 0, 600, 0, 600), release("1.0", 0, 400, 0, 400), third))
        .doesNotContain("old-versions-only");
    // 0.33 % of the others is not surely more than the at most 0.30 % of the newest.
    assertThat(reasons(30, 30, newest, second, third)).doesNotContain("old-versions-only");
    assertThat(reasons(0, 0, newest, second)).doesNotContain("old-versions-only");
    assertThat(reasons(100, 100, newest)).doesNotContain("old-versions-only");
  }

  private static ReleaseFigures release(
      String release, long used, long exposed, long usedBefore, long exposedBefore) {
    return new ReleaseFigures(
        release, Count.of(used), Count.of(exposed), Count.of(usedBefore), Count.of(exposedBefore));
  }

  /** Of 10,000 who are exposed, then and now. */
  private static List<String> reasons(long used, long before, ReleaseFigures... releases) {
    ItemFigures figures =
        new ItemFigures(
            "option",
            "vcluster create --expose",
            "machine",
            Count.of(used),
            Count.of(used),
            Count.of(used),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Count.of(used),
            Count.of(10_000L),
            Count.of(before),
            Count.of(10_000L),
            OptionalLong.of(0),
            OptionalLong.of(0),
            Count.of(0L),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(releases));
    return decide(figures, item("0.20.0", "", "")).reasons();
  }

  private static ItemDecision decide(ItemFigures figures, Item item) {
    return ItemDecision.of(
        figures,
        item,
        Registry.releaseDates(),
        survey(DAY.minusDays(89), 30_000),
        Thresholds.DEFAULT);
  }

  private static Item item(String since, String until, String deprecated) {
    return new Item(
        "option", "vcluster create --expose", false, REPORTED, since, until, deprecated, "");
  }

  private static ItemFigures figures(@Nullable Long used, long exposed, @Nullable Long members90) {
    return new ItemFigures(
        "option",
        "vcluster create --expose",
        "machine",
        Count.of(used),
        Count.of(used),
        Count.of(members90),
        OptionalLong.empty(),
        OptionalLong.empty(),
        members90 != null && members90 == 0 ? OptionalLong.of(0) : OptionalLong.empty(),
        Count.of(used),
        Count.of(exposed),
        Count.of(used),
        Count.of(exposed),
        OptionalLong.of(0),
        OptionalLong.of(0),
        Count.of(0L),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Survey survey(LocalDate since, long established) {
    return new Survey(
        Instant.EPOCH,
        DAY,
        Optional.of(since),
        90,
        false,
        Map.of("machine", new Survey.Population(Count.of(established), Count.of(1_000L))));
  }
}
