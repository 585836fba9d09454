package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.report.Count;
import vcluster.backend.report.ItemFigures;
import vcluster.backend.report.PublishedFigures;
import vcluster.backend.report.PublishedHistory;

/** What is remembered of earlier publications. */
class HistoryTest {
  private static final LocalDate DAY = LocalDate.of(2031, 3, 3);
  private static final String COLUMNS =
      "kind, name, used, used_before, exposed, members_90, once_90";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void earlierPublication_isFoundByItsDay() throws SQLException {
    day(0, 3);
    day(1, 8);
    publish(1);
    day(2, 12);
    publish(2);
    day(3, 0);
    day(4, 20);
    publish(4);
    // Once more, for the same day.
    publish(4);

    assertThat(database.rows("SELECT DISTINCT day FROM published_history ORDER BY day"))
        .containsExactly("2031-03-04", "2031-03-05", "2031-03-07");
    assertThat(read(DAY.plusDays(1))).isEqualTo(read(DAY));
    assertUsers(read(DAY.plusDays(1)), DAY.plusDays(1), null);
    assertUsers(read(DAY.plusDays(3)), DAY.plusDays(2), 8L);
    assertUsers(read(DAY.plusDays(400)), DAY.plusDays(4), 12L);
  }

  private void assertUsers(PublishedFigures history, LocalDate day, Long established) {
    assertThat(history.survey().day()).isEqualTo(day);
    assertThat(history.survey().since()).contains(DAY);
    assertThat(history.survey().populations().get("machine").established())
        .isEqualTo(Count.of(established));
    Optional<ItemFigures> create =
        history.items().stream().filter(item -> item.name().equals("vcluster create")).findFirst();
    assertThat(create.orElseThrow().used()).isEqualTo(Count.of(established));
    assertThat(create.orElseThrow().exposed()).isEqualTo(Count.of(established));
  }

  /** Whatever is hidden there is hidden here, and there is one row of each item. */
  @Test
  void itHolds_whatWasPublishedOfTheRegistry() throws SQLException {
    day(0, 30);
    day(1, 26);
    publish(1);
    publish(1);

    String registered =
        "kind IN ('command', 'option', 'flag', 'controller', 'helm') AND name <> '*'";
    List<String> published =
        database.rows(
            "SELECT "
                + COLUMNS
                + " FROM published_item WHERE "
                + registered
                + " ORDER BY kind, name");
    assertThat(published).hasSizeGreaterThan(1_000).anyMatch(row -> row.contains("null"));
    assertThat(
            database.rows(
                "SELECT "
                    + COLUMNS
                    + " FROM published_history WHERE name <> '' ORDER BY kind, name"))
        .isEqualTo(published);
    assertThat(database.rows("SELECT kind, since, exposed FROM published_history WHERE name = ''"))
        .containsExactlyInAnyOrder("machine|2031-03-03|26", "instance|2031-03-03|0");
  }

  @Test
  void itIsForgotten_after400Days() throws SQLException {
    day(0, 6);
    publish(0);
    database.rows(
        "INSERT INTO published_history (day, kind, name) SELECT day - n, kind, name"
            + " FROM published_history, generate_series(398, 401) AS n RETURNING 1");
    assertThat(read(DAY.minusDays(400)).survey().day()).isEqualTo(DAY.minusDays(400));

    publish(0);

    assertThat(database.rows("SELECT DISTINCT DATE '2031-03-03' - day FROM published_history"))
        .containsExactlyInAnyOrder("0", "398", "399");
  }

  @Test
  void beforeTheFirstPublication_thereIsNone() throws SQLException {
    try (Connection report = database.connect(Role.REPORT)) {
      report.setAutoCommit(false);
      assertThat(PublishedHistory.read(report, DAY)).isEmpty();
    }
  }

  private PublishedFigures read(LocalDate day) throws SQLException {
    try (Connection report = database.connect(Role.REPORT)) {
      report.setAutoCommit(false);
      return PublishedHistory.read(report, day).orElseThrow();
    }
  }

  /** On which so many machines send a command. */
  private void day(int day, int machines) throws SQLException {
    at(day, LocalTime.NOON);
    long noon = Events.micros(DAY.plusDays(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
    database.insert(
        IntStream.range(0, machines)
            .mapToObj(machine -> Events.command(null, "machine " + machine, noon))
            .toList());
  }

  /** The figures up to a day. */
  private void publish(int day) throws SQLException {
    at(day + 1, LocalTime.of(1, 0));
    database.fold();
    database.publish();
  }

  private void at(int day, LocalTime time) throws SQLException {
    database.at(DAY.plusDays(day).atTime(time).toInstant(ZoneOffset.UTC));
  }
}
