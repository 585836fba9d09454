package vcluster.backend.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stores how much was not stored, by this server's counters, which start from zero with each start.
 */
public final class NotKept {
  private static final Map<String, String> COUNTERS =
      Map.of(
          "vcluster.backend.events.rejected", "rejected",
          "vcluster.backend.unknown", "unknown");

  private final MeterRegistry meters;
  private final Connections ingest;
  private final Map<Meter.Id, Double> written = new HashMap<>();

  /**
   * Prepares to store counts.
   *
   * @param ingest connections of the ingest role
   */
  public NotKept(MeterRegistry meters, Connections ingest) {
    this.meters = meters;
    this.ingest = ingest;
  }

  /**
   * Adds what the counters have gained since the last time.
   *
   * @throws SQLException if nothing was added; the next call makes up for it
   */
  public void write() throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Map<Meter.Id, Double> now = new HashMap<>();
    COUNTERS.forEach((meter, word) -> collect(meter, word, counts, now));
    if (!counts.isEmpty()) {
      try (Connection connection = ingest.open()) {
        add(connection, counts);
        connection.commit();
      }
    }
    written.putAll(now);
  }

  /** Adds these counts to those of all servers; the caller commits. */
  static void add(Connection connection, Map<String, Long> counts) throws SQLException {
    Query.number(
        connection,
        "SELECT telemetry.ingest_tally(?, ?)",
        connection.createArrayOf("text", counts.keySet().toArray()),
        connection.createArrayOf("int8", counts.values().toArray()));
  }

  private void collect(
      String meter, String word, Map<String, Long> counts, Map<Meter.Id, Double> now) {
    for (Counter counter : meters.find(meter).counters()) {
      long more = (long) (counter.count() - written.getOrDefault(counter.getId(), 0.0));
      if (more > 0) {
        counts.merge(name(word, counter.getId().getTags()), more, Long::sum);
        now.put(counter.getId(), counter.count());
      }
    }
  }

  private static String name(String word, List<Tag> tags) {
    return word + " " + tags.stream().map(Tag::getValue).collect(Collectors.joining(" "));
  }
}
