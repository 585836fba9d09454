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
  @ValueSource(
      strings = {
        "",
        "A",
        "AB3",
        "CET",
        "<-03",
        "<-03>",
        "3",
        "CET-",
        "CET-1:",
        "CET-1:60",
        "CET-1:00:60",
        "CET-169",
        "CET-99999999999",
        "CET-1CE",
        "CET-1CEST,",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M3.5.0,",
        "CET-1CEST,M3.5.0,M10.5.0 ",
        "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.0.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3,M10.5.0",
        "CET-1CEST,J0,J365",
        "CET-1CEST,J1,J366",
        "CET-1CEST,0,366",
        "CET-1CEST,M3.5.0/,M10.5.0",
        "CET-1CEST,x,y",
        "CET-1CEST-2x",
      })
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
