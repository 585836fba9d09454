package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.backend.report.PublishedMatrix.Combination;

class MatrixReportTest {
  @Test
  void fewestCombinations_coverEnough() {
    MatrixReport report = MatrixReport.of(Published.matrix(), 0.95);

    assertThat(report.rows())
        .extracting(row -> row.combination().instances())
        .containsExactly(1_200L, 600L, 110L);
    assertThat(report.covered()).isCloseTo(1_910 / 2_000.0, within(1e-12));
  }

  @Test
  void exactlyEnough_isEnough() {
    assertThat(MatrixReport.of(Published.matrix(), 0.9).rows()).hasSize(2);
  }

  @Test
  void all_areListedWithoutThePool() {
    MatrixReport report = MatrixReport.of(Published.matrix(), 1);

    assertThat(report.rows()).hasSize(5);
    assertThat(report.covered()).isCloseTo(1_975 / 2_000.0, within(1e-12));
  }

  @Test
  void poolOfAFew_isTakenForAsManyAsItCanBe() {
    PublishedMatrix matrix =
        new PublishedMatrix(
            Published.survey(),
            List.of(new Combination("1.31", "1.30", "k8s", "0.31", 6)),
            Count.of(null));

    assertThat(MatrixReport.of(matrix, 0.95).covered()).isEqualTo(0.6);
    assertThat(MatrixReport.of(matrix, 0.95).notes())
        .contains("These are all that may be listed, and they do not reach 95%.");
    assertThat(MatrixReport.of(matrix, 0.6).notes()).noneMatch(note -> note.contains("reach"));
  }

  @Test
  void incompleteCombinations_areCounted_listedOrNot() {
    PublishedMatrix matrix =
        new PublishedMatrix(
            Published.survey(),
            List.of(
                new Combination("1.31", "1.30", "k8s", "0.31", 70),
                new Combination("1.31", "1.30", "", "0.30", 20),
                new Combination("", "1.30", "k3s", "0.30", 10)),
            Count.of(0L));

    MatrixReport report = MatrixReport.of(matrix, 0.8);

    assertThat(report.rows()).hasSize(2);
    assertThat(report.notes())
        .contains("30% are in combinations, listed or not, of which not all four are known.");
  }

  @Test
  void nobody_isCoveredByNothing() {
    PublishedMatrix matrix = new PublishedMatrix(Published.survey(), List.of(), Count.of(0L));

    assertThat(MatrixReport.of(matrix, 0.95).rows()).isEmpty();
    assertThat(MatrixReport.of(matrix, 0.95).notes())
        .first()
        .isEqualTo("0 of 0 combinations cover 0% of 0 instances.");
  }
}
