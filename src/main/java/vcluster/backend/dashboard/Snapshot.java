package vcluster.backend.dashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import vcluster.backend.report.ActiveWeeks;
import vcluster.backend.report.PublishedFigures;
import vcluster.backend.report.PublishedMatrix;
import vcluster.backend.report.PublishedWeeks;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;
import vcluster.backend.report.WeekFigures;

/**
 * One publication.
 *
 * @param weeks of the two populations and of the versions that they have, by kind, the oldest first
 * @param decisions on all that is decided on, once for all pages
 */
record Snapshot(
    PublishedFigures published,
    Map<String, List<WeekFigures>> weeks,
    PublishedMatrix matrix,
    Report decisions) {
  /** Half a year, so that charts can be read. */
  private static final int WEEKS = 26;

  private static final List<String> KINDS =
      List.of("machine", "instance", "cli_version", "syncer_version");

  /**
   * Reads the latest one.
   *
   * @return empty if there is none
   */
  static Optional<Snapshot> read(Connection connection) throws SQLException {
    Optional<PublishedFigures> published = PublishedFigures.read(connection);
    if (published.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<WeekFigures>> weeks = new HashMap<>();
    for (String kind : KINDS) {
      weeks.put(kind, PublishedWeeks.ofKind(connection, kind, firstWeek(published.get())));
    }
    connection.commit();
    Report decisions = Report.of(Topic.DECIDE, published.get(), Thresholds.DEFAULT);
    return PublishedMatrix.read(connection)
        .map(matrix -> new Snapshot(published.get(), Map.copyOf(weeks), matrix, decisions));
  }

  private static LocalDate firstWeek(PublishedFigures published) {
    return published.survey().day().minusWeeks(WEEKS);
  }

  /** When it was made. */
  Instant at() {
    return published.survey().at();
  }

  /** In which weeks anybody was active. */
  ActiveWeeks active() {
    return ActiveWeeks.of(weeks.values().stream().flatMap(List::stream).toList());
  }

  /** The weeks of a population, or of the versions of a kind, the oldest first. */
  List<WeekFigures> weeksOf(String kind) {
    return weeks.getOrDefault(kind, List.of());
  }

  /** The Mondays from the first to the last week of which anything is known. */
  List<LocalDate> mondays() {
    NavigableSet<LocalDate> known = new TreeSet<>();
    weeks.values().forEach(kind -> kind.forEach(week -> known.add(week.week())));
    return known.isEmpty()
        ? List.of()
        : Stream.iterate(known.first(), day -> !day.isAfter(known.last()), day -> day.plusWeeks(1))
            .toList();
  }

  /** The weeks of an item, the oldest first. */
  List<WeekFigures> weeksOf(Connection connection, String kind, String name) throws SQLException {
    List<WeekFigures> found = PublishedWeeks.of(connection, kind, name, firstWeek(published));
    connection.commit();
    return found;
  }
}
