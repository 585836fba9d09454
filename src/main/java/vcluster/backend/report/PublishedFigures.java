package vcluster.backend.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is published, as a reader finds it (docs/backend-figures.md#published-tables).
 *
 * @param items in the order of their kinds and names
 */
public record PublishedFigures(Survey survey, List<ItemFigures> items) {
  /**
   * Reads it in one transaction.
   *
   * @param connection of the report role, not in auto-commit mode
   * @return empty if nothing is published yet
   */
  public static Optional<PublishedFigures> read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Optional<Survey> survey = survey(statement);
      if (survey.isEmpty()) {
        return Optional.empty();
      }
      Map<List<String>, List<ReleaseFigures>> releases = releases(statement);
      List<ItemFigures> items = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT * FROM telemetry.published_item ORDER BY kind, name COLLATE \"C\"")) {
        while (row.next()) {
          items.add(item(row, releases));
        }
      }
      connection.commit();
      return Optional.of(new PublishedFigures(survey.get(), items));
    }
  }

  static Optional<Survey> survey(Statement statement) throws SQLException {
    // In an order that stays the same, for whoever compares reports.
    Map<String, Survey.Population> populations = new TreeMap<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM telemetry.published_population")) {
      while (row.next()) {
        populations.put(
            row.getString("population"),
            new Survey.Population(count(row, "members_28"), count(row, "once_28")));
      }
    }
    try (ResultSet row = statement.executeQuery("SELECT * FROM telemetry.published")) {
      return row.next()
          ? Optional.of(
              new Survey(
                  row.getObject("at", OffsetDateTime.class).toInstant(),
                  row.getObject("day", LocalDate.class),
                  Optional.ofNullable(row.getObject("since", LocalDate.class)),
                  row.getInt("days"),
                  row.getBoolean("invented"),
                  Collections.unmodifiableMap(populations)))
          : Optional.empty();
    }
  }

  /** By the kinds and the names of their items. */
  private static Map<List<String>, List<ReleaseFigures>> releases(Statement statement)
      throws SQLException {
    Map<List<String>, List<ReleaseFigures>> releases = new HashMap<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT * FROM telemetry.published_release"
                + " ORDER BY string_to_array(release, '.')::integer[] DESC")) {
      while (row.next()) {
        releases
            .computeIfAbsent(item(row), any -> new ArrayList<>())
            .add(
                new ReleaseFigures(
                    row.getString("release"),
                    count(row, "used"),
                    count(row, "exposed"),
                    count(row, "used_before"),
                    count(row, "exposed_before")));
      }
    }
    return releases;
  }

  private static List<String> item(ResultSet row) throws SQLException {
    return List.of(row.getString("kind"), row.getString("name"));
  }

  private static ItemFigures item(ResultSet row, Map<List<String>, List<ReleaseFigures>> releases)
      throws SQLException {
    return new ItemFigures(
        row.getString("kind"),
        row.getString("name"),
        row.getString("population"),
        count(row, "members_7"),
        count(row, "members_28"),
        count(row, "members_90"),
        number(row, "once_7"),
        number(row, "once_28"),
        number(row, "once_90"),
        count(row, "used"),
        count(row, "exposed"),
        count(row, "used_before"),
        count(row, "exposed_before"),
        number(row, "events"),
        number(row, "failed"),
        count(row, "failing"),
        row.getBoolean("one_member"),
        Optional.ofNullable(row.getObject("first_seen", LocalDate.class)),
        Optional.ofNullable(row.getObject("last_seen", LocalDate.class)),
        List.copyOf(releases.getOrDefault(item(row), List.of())));
  }

  /** A column of numbers of members. */
  static Count count(ResultSet row, String column) throws SQLException {
    return Count.of(row.getObject(column, Long.class));
  }

  /** A column of numbers that may be NULL. */
  static OptionalLong number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
