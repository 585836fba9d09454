package vcluster.backend.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
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

  /**
   * Reads them.
   *
   * @param connection of the report role
   */
  public static ActiveWeeks read(Connection connection) throws SQLException {
    Map<String, Set<LocalDate>> mondays = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT kind, week FROM telemetry.published_week WHERE name = ''"
                    + " AND (members IS NULL OR members > 0 OR once IS NULL OR once > 0)")) {
      while (row.next()) {
        mondays
            .computeIfAbsent(row.getString("kind"), any -> new TreeSet<>())
            .add(row.getObject("week", LocalDate.class));
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
