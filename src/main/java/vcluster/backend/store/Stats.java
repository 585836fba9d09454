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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How full the database is.
 *
 * @param rows how many rows each table has
 * @param estimated those of which it is about so many
 * @param newest when the newest event arrived
 * @param oldestTransaction how long the oldest transaction has been open, in seconds: what it may
 *     still see can't be cleaned up; empty if the owner may not know
 * @param counted what was stored before this time is in the figures to come
 * @param published when figures were published; empty if never
 * @param tallies how much was not kept, and why
 */
public record Stats(
    Map<String, Long> rows,
    Set<String> estimated,
    Optional<Instant> newest,
    OptionalLong oldestTransaction,
    Optional<Instant> counted,
    Optional<Instant> published,
    Map<String, Long> tallies) {
  private static final String TALLY = "tally ";
  private static final String TRANSACTION = "oldest transaction";
  private static final String COUNTED = "counted";
  private static final String PUBLISHED = "published";

  /**
   * Counts what can be counted within a second or so.
   *
   * @param connection of the maintain role
   */
  public static Stats read(Connection connection) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    Set<String> estimated = new LinkedHashSet<>();
    OptionalLong oldest = OptionalLong.empty();
    Map<String, Long> tallies = new LinkedHashMap<>();
    List<Instant> newest = new ArrayList<>();
    Map<String, Instant> times = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM telemetry.stats()")) {
      while (result.next()) {
        String name = result.getString(1);
        OffsetDateTime time = result.getObject(4, OffsetDateTime.class);
        if (name.startsWith(TALLY)) {
          tallies.put(name.substring(TALLY.length()), result.getLong(2));
        } else if (name.equals(TRANSACTION)) {
          long seconds = result.getLong(2);
          oldest = result.wasNull() ? OptionalLong.empty() : OptionalLong.of(seconds);
        } else if (name.equals(COUNTED) || name.equals(PUBLISHED)) {
          if (time != null) {
            times.put(name, time.toInstant());
          }
        } else {
          rows.put(name, result.getLong(2));
          if (result.getBoolean(3)) {
            estimated.add(name);
          }
          if (time != null) {
            newest.add(time.toInstant());
          }
        }
      }
    }
    return new Stats(
        rows,
        estimated,
        newest.stream().max(Comparator.naturalOrder()),
        oldest,
        Optional.ofNullable(times.get(COUNTED)),
        Optional.ofNullable(times.get(PUBLISHED)),
        tallies);
  }

  /** A line for each number. */
  public String text() {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (name, count) ->
            lines.add(name + ": " + (estimated.contains(name) ? "about " : "") + count));
    newest.ifPresent(time -> lines.add("newest row: " + time));
    oldestTransaction.ifPresent(seconds -> lines.add("oldest transaction: " + seconds + " s"));
    counted.ifPresent(time -> lines.add("counted until: " + time));
    lines.add("figures published: " + published.map(Instant::toString).orElse("not yet"));
    tallies.forEach((name, count) -> lines.add("not stored: " + name + ": " + count));
    return String.join("\n", lines);
  }

  /** An object (docs/formats.md#vcluster-backend-stats--o-json). */
  public String json(Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    rows.forEach(json.putObject("rows")::put);
    estimated.forEach(json.putArray("estimated")::add);
    newest.ifPresent(
        time ->
            json.put("newest", time.toString())
                .put("ageSeconds", Duration.between(time, now).toSeconds()));
    oldestTransaction.ifPresent(seconds -> json.put("oldestTransactionSeconds", seconds));
    counted.ifPresent(time -> json.put("countedUntil", time.toString()));
    published.ifPresent(time -> json.put("published", time.toString()));
    tallies.forEach(json.putObject("notKept")::put);
    return json.toString();
  }
}
