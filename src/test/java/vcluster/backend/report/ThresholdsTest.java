package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {
  @ParameterizedTest
  @CsvSource({
    "kept, 2%, 2.0%",
    "removable, 0.002, 0.20%",
    "fewest, 50, 50",
    "some, 2000, '2,000'",
    "many, 10000, '10,000'",
    "days, 30, 30",
    "rolled-out, 50%, 50%",
  })
  void chosenOne_isTold_andNoOtherChanges(String name, String text, String words) {
    Thresholds chosen = Thresholds.DEFAULT.with(name, text);

    assertThat(chosen.chosen()).containsOnlyKeys(name).containsValue(words);
    assertThat(chosen.census()).isFalse();
  }

  @Test
  void sameNumber_isNoChoice() {
    for (Thresholds usual : new Thresholds[] {Thresholds.DEFAULT, Thresholds.CENSUS}) {
      Thresholds same = usual;
      for (var value : usual.values().entrySet()) {
        same = same.with(value.getKey(), value.getValue().toString());
      }
      assertThat(same).isEqualTo(usual);
      assertThat(same.chosen()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept=2", "kept=", "kept=x", "removable=-1%", "rolled-out=101%"})
  void whatIsNoShare_isRefused(String threshold) {
    assertRefused(threshold, "a share is expected, such as 0.001 or 0.1%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"days=0", "days=91", "days=x", "days=1.5"})
  void whatIsNoNumberOfDays_isRefused(String threshold) {
    assertRefused(threshold, "a number from 1 to 90 is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fewest=0", "some=-1", "many=1%", "many=99999999999"})
  void whatIsNoNumber_isRefused(String threshold) {
    assertRefused(threshold, "a number from 1 to 2,147,483,647 is expected");
  }

  private static void assertRefused(String threshold, String message) {
    String[] words = threshold.split("=", 2);
    assertThatThrownBy(() -> Thresholds.DEFAULT.with(words[0], words[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void changeOfACensus_isExact_andNothingIfItIsAFew() {
    Share before = new Share(10, 100);

    assertThat(Thresholds.CENSUS.change(new Share(13, 100), before, Share.VERY_SURE).excludesZero())
        .isTrue();
    assertThat(Thresholds.CENSUS.change(new Share(12, 100), before, Share.VERY_SURE).excludesZero())
        .isFalse();
    assertThat(Thresholds.CENSUS.change(new Share(7, 100), before, Share.VERY_SURE).high())
        .isNegative();
    assertThat(
            Thresholds.DEFAULT.change(new Share(13, 100), before, Share.VERY_SURE).excludesZero())
        .isFalse();
  }
}
