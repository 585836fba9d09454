package vcluster.backend.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Optional<Instant> newest = Optional.empty();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM telemetry.stats()")) {
      while (result.next()) {
        String name = result.getString(1);
        if (name.startsWith(TALLY)) {
          tallies.put(name.substring(TALLY.length()), result.getLong(2));
        } else {
          rows.put(name, result.getLong(2));
          newest = later(newest, result.getObject(3, OffsetDateTime.class));
        }
      }
    }
    return new Stats(rows, newest, tallies);
  }

  private static Optional<Instant> later(Optional<Instant> newest, @Nullable OffsetDateTime time) {
    if (time == null) {
      return newest;
    }
    Instant instant = time.toInstant();
    return newest.filter(instant::isBefore).or(() -> Optional.of(instant));
  }
}
