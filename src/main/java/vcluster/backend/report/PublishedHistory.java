package vcluster.backend.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was published on earlier days (docs/backend-figures.md#published-tables). */
public final class PublishedHistory {
  private static final Count NONE = new Count.Exactly(0);

  private PublishedHistory() {}

  /**
   * The figures of a day, good for {@linkplain ItemDecision#verdict() verdicts} alone: all that
   * these do not rest on is zero or empty.
   *
   * @param connection of the report role, not in auto-commit mode
   * @param day the last one that may be counted; if there is none up to it, the first one after it
   *     is taken
   * @return empty if nothing is published yet
   */
  public static Optional<PublishedFigures> read(Connection connection, LocalDate day)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT h.*, i.population FROM telemetry.published_history h"
                + " LEFT JOIN telemetry.published_item i USING (kind, name)"
                + " WHERE h.day = coalesce("
                + "(SELECT max(day) FROM telemetry.published_history WHERE day <= ?),"
                + " (SELECT min(day) FROM telemetry.published_history))"
                + " ORDER BY h.kind, h.name COLLATE \"C\"")) {
      statement.setObject(1, day);
      Map<String, Survey.Population> populations = new TreeMap<>();
      List<ItemFigures> items = new ArrayList<>();
      LocalDate last = null;
      LocalDate since = null;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          last = row.getObject("day", LocalDate.class);
          if (row.getString("name").isEmpty()) {
            since = row.getObject("since", LocalDate.class);
            populations.put(
                row.getString("kind"),
                new Survey.Population(PublishedFigures.count(row, "exposed"), NONE));
          } else if (row.getString("population") != null) {
            items.add(item(row));
          }
        }
      }
      connection.commit();
      return last == null
          ? Optional.empty()
          : Optional.of(new PublishedFigures(survey(last, since, populations), items));
    }
  }

  private static Survey survey(
      LocalDate day, @Nullable LocalDate since, Map<String, Survey.Population> populations) {
    return new Survey(
        day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
        day,
        Optional.ofNullable(since),
        0,
        false,
        Collections.unmodifiableMap(populations));
  }

  private static ItemFigures item(ResultSet row) throws SQLException {
    return new ItemFigures(
        row.getString("kind"),
        row.getString("name"),
        row.getString("population"),
        NONE,
        NONE,
        PublishedFigures.count(row, "members_90"),
        OptionalLong.empty(),
        OptionalLong.empty(),
        PublishedFigures.number(row, "once_90"),
        PublishedFigures.count(row, "used"),
        PublishedFigures.count(row, "exposed"),
        PublishedFigures.count(row, "used_before"),
        NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
