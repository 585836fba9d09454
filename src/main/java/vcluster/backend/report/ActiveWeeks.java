package vcluster.backend.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * In which weeks members of each population were active, by the Mondays of these weeks.
 *
 * @param mondays of each population
 */
public record ActiveWeeks(Map<String, Set<LocalDate>> mondays) {
  private static final int WEEK = 7;

  /** Reads those of the days that a survey keeps. */
  public static ActiveWeeks read(Connection connection, Survey survey) throws SQLException {
    List<WeekFigures> weeks = new ArrayList<>();
    for (String population : survey.populations().keySet()) {
      weeks.addAll(
          PublishedWeeks.ofKind(connection, population, survey.day().minusDays(survey.days())));
    }
    return of(weeks);
  }

  /** Of the weeks of populations; others do no harm. */
  public static ActiveWeeks of(Collection<WeekFigures> weeks) {
    Map<String, Set<LocalDate>> mondays = new TreeMap<>();
    for (WeekFigures week : weeks) {
      if (!week.members().isZero() || week.once().orElse(1) > 0) {
        mondays.computeIfAbsent(week.kind(), any -> new TreeSet<>()).add(week.week());
      }
    }
    return new ActiveWeeks(mondays);
  }

  /** The Mondays of the whole weeks of a survey in which nobody of a population was active. */
  public List<LocalDate> gaps(Survey survey, String population) {
    Set<LocalDate> active = mondays.getOrDefault(population, Set.of());
    LocalDate kept = survey.day().minusDays(survey.days() - 1L);
    return survey.since().stream()
        .map(since -> since.isBefore(kept) ? kept : since)
        .map(since -> since.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY)))
        .flatMap(first -> Stream.iterate(first, monday -> monday.plusDays(WEEK)))
        .takeWhile(monday -> !monday.plusDays(WEEK - 1L).isAfter(survey.day()))
        .filter(monday -> !active.contains(monday))
        .toList();
  }
}
