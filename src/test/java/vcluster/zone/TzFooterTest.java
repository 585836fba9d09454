package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class TzFooterTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/zone-rules.txt", delimiter = '|')
  void nameAt_followsTheRules(String footer, Instant time, String expected) {
    assertThat(TzFooter.parse(footer).map(rules -> rules.nameAt(time.getEpochSecond())).orElse("-"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/zone-rules-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  @ValueSource(strings = {"", "CET-1CEST,M3.5.0,M10.5.0 "})
  void textThatIsNoRule_isRefused(String footer) {
    assertThat(TzFooter.parse(footer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -62_135_596_800L, 253_402_300_800L})
  void farTimes_haveAName(long time) {
    assertThat(TzFooter.parse("CET-1CEST,M3.5.0,M10.5.0/3").orElseThrow().nameAt(time))
        .startsWith("CE");
  }
}
