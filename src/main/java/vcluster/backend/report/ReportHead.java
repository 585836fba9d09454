package vcluster.backend.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** What the figures of a publication are of, in a line. */
final class ReportHead {
  /** How many days old the last day may be before that is said. */
  private static final int STALE = 2;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ReportHead() {}

  /** Members, days and the time of the publication. */
  static String of(Survey survey, LocalDate today) {
    StringBuilder head = new StringBuilder();
    survey.populations().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .forEach(
            population ->
                head.append(population.getValue().established())
                    .append(' ')
                    .append(population.getKey())
                    .append('s')
                    .append(Words.once(population.getValue().once().exact()))
                    .append(", "));
    head.append("28 days to ").append(survey.day());
    head.append("; published ").append(TIME.format(survey.at()));
    long old = ChronoUnit.DAYS.between(survey.day(), today);
    if (old > STALE) {
      head.append(", ").append(old - 1).append(" days ago");
    }
    if (survey.invented()) {
      head.append("; invented data");
    }
    return head.toString();
  }
}
