package vcluster.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.consent.Finding.Answer;

class DecisionTest {
  @ParameterizedTest
  @CsvSource({"ALLOWED, false", "OFF, true", "DOUBT, true", "DEVELOPMENT, false"})
  void answer_travelsIntoInstancesOrNot(Answer answer, boolean optedOut) {
    Finding allowed = new Finding(Source.DO_NOT_TRACK, Answer.ALLOWED, "");
    Finding other = new Finding(Source.CONFIG_FILE, answer, "");
    assertThat(new Decision(List.of(allowed, other, allowed)).optedOut()).isEqualTo(optedOut);
  }

  @Test
  void optOutBehindADevelopmentBuild_travels() {
    Finding build = new Finding(Source.BUILD, Answer.DEVELOPMENT, "");
    Finding off = new Finding(Source.CONFIG_FILE, Answer.OFF, "");
    assertThat(new Decision(List.of(build, off)).optedOut()).isTrue();
  }
}
