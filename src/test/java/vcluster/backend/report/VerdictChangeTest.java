package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictChangeTest {
  @Test
  void changes_areOfWhatIsDecidedOnBothTimes() {
    List<ItemFinding> before =
        List.of(
            finding("falls", ItemVerdict.KEEP),
            finding("stays", ItemVerdict.KEEP),
            finding("left", ItemVerdict.KEEP),
            finding("undecided", null));
    List<ItemFinding> after =
        List.of(
            finding("new", ItemVerdict.UNUSED),
            finding("undecided", ItemVerdict.UNUSED),
            finding("stays", ItemVerdict.KEEP),
            finding("falls", ItemVerdict.LITTLE_USED));

    assertThat(VerdictChange.between(before, after))
        .containsExactly(
            new VerdictChange("option", "falls", ItemVerdict.KEEP, ItemVerdict.LITTLE_USED));
    assertThat(VerdictChange.between(after, before))
        .containsExactly(
            new VerdictChange("option", "falls", ItemVerdict.LITTLE_USED, ItemVerdict.KEEP));
  }

  private static ItemFinding finding(String name, @Nullable ItemVerdict verdict) {
    Count none = Count.of(0L);
    OptionalLong untold = OptionalLong.empty();
    ItemFigures figures =
        new ItemFigures(
            "option",
            name,
            "machine",
            none,
            none,
            none,
            untold,
            untold,
            untold,
            none,
            none,
            none,
            none,
            untold,
            untold,
            none,
            false,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new ItemFinding(
        figures,
        Optional.empty(),
        Optional.ofNullable(verdict).map(it -> new ItemDecision(it, List.of())));
  }
}
