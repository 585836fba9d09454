package vcluster.backend.report;

import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How far a share can be trusted, by how many members and days are behind it. */
public enum Confidence {
  HIGH(3_000, 90),
  SOME(300, 28),
  LOW(0, 0);

  private final long exposed;
  private final int days;

  Confidence(long exposed, int days) {
    this.exposed = exposed;
    this.days = days;
  }

  /** The best that so many exposed members allow, and the days since recording began. */
  static Confidence of(Count exposed, Survey survey) {
    long days =
        survey.since().map(since -> ChronoUnit.DAYS.between(since, survey.day()) + 1).orElse(0L);
    for (Confidence confidence : values()) {
      if (exposed.least() >= confidence.exposed && days >= confidence.days) {
        return confidence;
      }
    }
    return LOW;
  }

  /** As reports print it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
