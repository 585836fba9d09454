package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TzFooterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // No daylight saving time; quoted names.
        "<-03>3                          | 2026-07-01T00:00:00Z | -03",
        "<+0545>-5:45                    | 2026-07-01T00:00:00Z | +0545",
        "IST-5:30                        | 1901-07-01T00:00:00Z | IST",
        "EST5,anything                   | 2026-07-01T00:00:00Z | EST",
        "LONGNAME5:59:59                 | 2026-07-01T00:00:00Z | LONGNAME",
        // Weekday rules, to the second.
        "CET-1CEST,M3.5.0,M10.5.0/3      | 2026-03-29T00:59:59Z | CET",
        "CET-1CEST,M3.5.0,M10.5.0/3      | 2026-03-29T01:00:00Z | CEST",
        "CET-1CEST,M3.5.0,M10.5.0/3      | 2026-10-25T00:59:59Z | CEST",
        "CET-1CEST,M3.5.0,M10.5.0/3      | 2026-10-25T01:00:00Z | CET",
        "CET-1CEST,M3.5.0;M10.5.0/3      | 2026-10-25T01:00:00Z | -",
        "CET-1CEST;M3.5.0,M10.5.0/3      | 2026-07-01T01:00:00Z | -",
        "CET-1CEST-2;M3.5.0,M10.5.0/3    | 2026-07-01T01:00:00Z | CEST",
        // The rules of tzcode where none are given.
        "EST5EDT                         | 2026-03-08T06:59:59Z | EST",
        "EST5EDT                         | 2026-03-08T07:00:00Z | EDT",
        "EST5EDT                         | 2026-11-01T05:59:59Z | EDT",
        "EST5EDT                         | 2026-11-01T06:00:00Z | EST",
        "EST5EDT4                        | 2026-11-01T06:00:00Z | EST",
        "PST8PDT,M3.2.0,M11.1.0          | 2026-11-01T08:59:59Z | PDT",
        // South of the equator.
        "AEST-10AEDT,M10.1.0,M4.1.0/3    | 2026-01-01T00:00:00Z | AEDT",
        "AEST-10AEDT,M10.1.0,M4.1.0/3    | 2026-04-04T15:59:59Z | AEDT",
        "AEST-10AEDT,M10.1.0,M4.1.0/3    | 2026-04-04T16:00:00Z | AEST",
        "AEST-10AEDT,M10.1.0,M4.1.0/3    | 2026-10-03T15:59:59Z | AEST",
        "AEST-10AEDT,M10.1.0,M4.1.0/3    | 2026-10-03T16:00:00Z | AEDT",
        // An offset of daylight saving time, a negative one (Ireland), times before midnight.
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0 | 2026-01-01T00:00:00Z | +11",
        "IST-1GMT0,M10.5.0,M3.5.0/1      | 2026-07-01T00:00:00Z | IST",
        "IST-1GMT0,M10.5.0,M3.5.0/1      | 2026-12-01T00:00:00Z | GMT",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0 | 2026-03-29T00:59:59Z | -02",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0 | 2026-03-29T01:00:00Z | -01",
        // Beyond a day: Thursday the 26th of March, 50 hours later.
        "EET-2EEST,M3.4.4/50,M10.4.4/50  | 2026-03-27T23:59:59Z | EET",
        "EET-2EEST,M3.4.4/50,M10.4.4/50  | 2026-03-28T00:00:00Z | EEST",
        "AAA0BBB,M3.1.0/167,M10.1.0/-167 | 2026-03-08T00:59:59Z | BBB",
        "AAA0BBB,M3.1.0/167,M10.1.0/-167 | 2026-03-07T22:59:59Z | AAA",
        "AAA0BBB,M3.1.0/167,M10.1.0/-167 | 2026-09-26T23:59:59Z | BBB",
        "AAA0BBB,M3.1.0/167,M10.1.0/-167 | 2026-09-27T00:00:00Z | AAA",
        "AAA0BBB,M3.1.0/168,M10.1.0      | 2026-07-01T00:00:00Z | BBB",
        "AAA0BBB,M3.1.0/169,M10.1.0      | 2026-07-01T00:00:00Z | -",
        // Days of the year: J never counts 29 February, the other form does.
        "AAA0BBB,J60/0,J61/0             | 2024-02-29T23:59:59Z | AAA",
        "AAA0BBB,J60/0,J61/0             | 2024-03-01T00:00:00Z | BBB",
        "AAA0BBB,J60/0,J61/0             | 2026-03-01T00:00:00Z | BBB",
        "AAA0BBB,59/0,60/0               | 2024-02-29T00:00:00Z | BBB",
        "AAA0BBB,59/0,60/0               | 2024-03-01T00:00:00Z | AAA",
        "AAA0BBB,59/0,60/0               | 2026-03-01T00:00:00Z | BBB",
        "AAA0BBB,J1/0,J365/25            | 2026-12-31T23:59:59Z | BBB",
        // The last week of a month that has four, and of one that has five.
        "AAA0BBB,M2.5.0/0,M2.5.1/0       | 2026-02-22T12:00:00Z | BBB",
        "AAA0BBB,M2.5.0/0,M2.5.1/0       | 2032-02-29T12:00:00Z | BBB",
        "AAA0BBB,M12.5.4/0,M12.5.5/0     | 2026-12-31T12:00:00Z | BBB",
        "AAA0BBB,M1.1.4/0,M1.1.5/0       | 2026-01-01T12:00:00Z | BBB",
      })
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
