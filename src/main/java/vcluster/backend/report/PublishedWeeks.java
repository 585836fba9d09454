package vcluster.backend.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the weeks that are published (docs/backend-figures.md#published-tables). */
public final class PublishedWeeks {
  private static final String WEEKS =
      "SELECT kind, name, week, members, once, used, exposed, events, failed"
          + " FROM telemetry.published_week WHERE week >= ? AND ";
  private static final String IN_ORDER = " ORDER BY week, name COLLATE \"C\"";

  private PublishedWeeks() {}

  /** The weeks of an item or, without a name, of a population, the oldest first. */
  public static List<WeekFigures> of(
      Connection connection, String kind, String name, LocalDate since) throws SQLException {
    return read(connection, "(kind, name) = (?, ?)", since, kind, name);
  }

  /** The weeks of all items of a kind, the oldest first. */
  public static List<WeekFigures> ofKind(Connection connection, String kind, LocalDate since)
      throws SQLException {
    return read(connection, "kind = ?", since, kind);
  }

  private static List<WeekFigures> read(
      Connection connection, String condition, LocalDate since, String... values)
      throws SQLException {
    List<WeekFigures> weeks = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(WEEKS + condition + IN_ORDER)) {
      query.setObject(1, since);
      for (int i = 0; i < values.length; i++) {
        query.setString(i + 2, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          weeks.add(week(row));
        }
      }
    }
    return weeks;
  }

  private static WeekFigures week(ResultSet row) throws SQLException {
    return new WeekFigures(
        row.getString("kind"),
        row.getString("name"),
        row.getObject("week", LocalDate.class),
        PublishedFigures.count(row, "members"),
        PublishedFigures.number(row, "once"),
        PublishedFigures.count(row, "used"),
        PublishedFigures.count(row, "exposed"),
        PublishedFigures.number(row, "events"),
        PublishedFigures.number(row, "failed"));
  }
}
