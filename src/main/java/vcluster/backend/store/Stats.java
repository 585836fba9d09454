package vcluster.backend.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How full the database is.
 *
 * @param rows how many rows each table has
 * @param newest when the newest event arrived
 * @param tallies how much was not kept, and why
 */
public record Stats(Map<String, Long> rows, Optional<Instant> newest, Map<String, Long> tallies) {
  private static final String TALLY = "tally ";

  /**
   * Counts; that takes a while where there is much.
   *
   * @param connection of the maintain role
   */
  public static Stats read(Connection connection) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, Long> tallies = new LinkedHashMap<>();
    List<Instant> newest = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM telemetry.stats()")) {
      while (result.next()) {
        String name = result.getString(1);
        if (name.startsWith(TALLY)) {
          tallies.put(name.substring(TALLY.length()), result.getLong(2));
        } else {
          rows.put(name, result.getLong(2));
          OffsetDateTime time = result.getObject(3, OffsetDateTime.class);
          if (time != null) {
            newest.add(time.toInstant());
          }
        }
      }
    }
    return new Stats(rows, newest.stream().max(Comparator.naturalOrder()), tallies);
  }

  /** A line for each number. */
  public String text() {
    List<String> lines = new ArrayList<>();
    rows.forEach((name, count) -> lines.add(name + ": " + count));
    newest.ifPresent(time -> lines.add("newest row: " + time));
    tallies.forEach((name, count) -> lines.add("not stored: " + name + ": " + count));
    return String.join("\n", lines);
  }

  /** An object (docs/formats.md#vcluster-backend-stats--o-json). */
  public String json(Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    rows.forEach(json.putObject("rows")::put);
    newest.ifPresent(
        time ->
            json.put("newest", time.toString())
                .put("ageSeconds", Duration.between(time, now).toSeconds()));
    tallies.forEach(json.putObject("notKept")::put);
    return json.toString();
  }
}
