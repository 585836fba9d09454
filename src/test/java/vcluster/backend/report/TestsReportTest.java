package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestsReportTest {
  @Test
  void machines_areBetweenTheSumAndTheGreatestOfTheUntested() {
    TestsReport report = report("command vcluster create", "option vcluster create --set");

    TestsReport.Bounds bounds = report.members("machine");

    // '*' 12, pause 300, resume 80, --update-current fewer than 5, --expose 9.
    assertThat(bounds.of()).isEqualTo(4_000);
    assertThat(bounds.atLeast()).isCloseTo(1 - (12 + 300 + 80 + 4 + 9) / 4_000.0, within(1e-12));
    assertThat(bounds.atMost()).isCloseTo(1 - 300 / 4_000.0, within(1e-12));
  }

  @Test
  void whoUsedAnOptionOfAnUntestedCommand_isCountedOnce() {
    TestsReport.Bounds bounds = report("command vcluster pause").members("machine");

    // '*' 12, create 2,100 with its options, resume 80, --update-current of connect fewer than 5.
    assertThat(bounds.atLeast()).isCloseTo(1 - (12 + 2_100 + 80 + 4) / 4_000.0, within(1e-12));
    assertThat(bounds.atMost()).isCloseTo(1 - 2_100 / 4_000.0, within(1e-12));
  }

  @Test
  void runsOfUntestedCommands_addUp_andTheirOptionsAreInThem() {
    TestsReport report = report("command vcluster pause", "command vcluster resume");

    TestsReport.Bounds bounds = report.runs();

    // create 9,400 with its options, '*' 40.
    assertThat(bounds.of()).isEqualTo(40 + 9_400 + 700 + 130);
    assertThat(bounds.atLeast()).isEqualTo(bounds.atMost());
    assertThat(bounds.atMost()).isCloseTo(1 - 9_440 / 10_270.0, within(1e-12));
    assertThat(bounds.untold()).isEqualTo(1);
  }

  @Test
  void optionsOfTestedCommands_countAtWorst() {
    TestsReport.Bounds bounds = report("command vcluster create").runs();

    double untested = 40 + 700 + 130;
    assertThat(bounds.atMost()).isCloseTo(1 - untested / 10_270, within(1e-12));
    assertThat(bounds.atLeast()).isCloseTo(1 - (untested + 3_012) / 10_270, within(1e-12));
  }

  @Test
  void boundsNeverLeaveZeroAndOne() {
    TestsReport.Bounds none = report().members("machine");
    TestsReport empty =
        TestsReport.of(
            new PublishedFigures(Published.survey(), List.of()), new TestedItems(Set.of()));

    assertThat(none.atLeast()).isBetween(0.0, none.atMost());
    assertThat(empty.runs().atMost()).isEqualTo(1);
    assertThat(empty.notes()).contains("0 of 0 items are tested.", "0 runs.");
  }

  @Test
  void one_isSingular() {
    assertThat(report("command vcluster create").notes())
        .contains("1 of 11 items is tested.")
        .anyMatch(note -> note.startsWith("1 untested command or option was used by fewer"));
  }

  @Test
  void untested_areRankedByUseAndFailure() {
    assertThat(report("command vcluster create").untestedByRisk().stream().limit(4))
        .extracting(ItemFigures::name)
        .containsExactly(
            "vcluster pause",
            "vcluster create --set",
            "vcluster resume",
            "vcluster connect --update-current");
  }

  @Test
  void linesThatNobodyKnows_areNamed_withWhatIsMeant() {
    assertThatThrownBy(
            () ->
                TestedItems.parse(
                    List.of(
                        "command vcluster crate", "# x", "", "option vcluster create --expose")))
        .hasMessage(
            "line 1: no item 'command vcluster crate', did you mean 'command vcluster create'?");
    assertThatThrownBy(() -> TestedItems.parse(List.of("option vcluster create --namespace")))
        .hasMessageEndingWith(", did you mean 'option vcluster --namespace'?");
    assertThatThrownBy(() -> TestedItems.parse(Collections.nCopies(9, "\u001bx")))
        .hasMessageStartingWith("line 1: no item '\\u001bx'; line 2: ")
        .hasMessageEndingWith("; and 4 more");
  }

  @Test
  void itemsOfTheRegistry_areRead() {
    assertThat(
            TestedItems.parse(List.of("  option vcluster create --expose ", "controller -pods"))
                .items())
        .containsExactlyInAnyOrder("option vcluster create --expose", "controller -pods");
  }

  private static TestsReport report(String... tested) {
    return TestsReport.of(Published.figures(), TestedItems.parse(List.of(tested)));
  }
}
