package vcluster.backend.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import vcluster.backend.record.Incoming;
import vcluster.backend.store.EventStore;
import vcluster.backend.store.Fold;
import vcluster.backend.store.Publication;

/**
 * Stores what a fleet sends as servers would have done, each day's at the end of that day, and
 * counts it; in the end it publishes. The owner sets the clock, which marks the database as one of
 * invented data for good.
 *
 * @param owner connections of the owner
 * @param ingest connections of the role that stores
 * @param maintain connections of the role that counts
 */
public record Playback(DataSource owner, DataSource ingest, DataSource maintain, EventStore store) {
  private static final int TOGETHER = 2_000;

  /** In days: the more partitions there are, the longer a fold takes, whatever it has to count. */
  private static final int FOLD_EVERY = 5;

  /** Before it nothing of late evening could count as having happened a month ago. */
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(1, 0);

  /** Is told how it goes. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Is told that a day is over; what it throws ends the playback.
     *
     * @param days how many are
     * @param events how many have been stored
     */
    void after(int days, LocalDate day, long events);
  }

  /** Stores everything, counts it and publishes; what is true of it. */
  public List<Truth> play(Fleet fleet, Progress progress) throws SQLException {
    try (Connection clock = owner.getConnection();
        Connection connection = ingest.getConnection()) {
      connection.setAutoCommit(false);
      Day days = new Day(clock, connection, fleet.first(), progress);
      List<Truth> truths = fleet.send(days);
      set(clock, fleet.last().plusDays(1), AFTER_MIDNIGHT);
      new Fold(maintain).run();
      new Publication(owner).refresh();
      return truths;
    }
  }

  /** Stores day after day. */
  private final class Day implements Fleet.Receiver<SQLException> {
    private final Connection clock;
    private final Connection connection;
    private final LocalDate first;
    private final Progress progress;
    private long stored;

    Day(Connection clock, Connection connection, LocalDate first, Progress progress) {
      this.clock = clock;
      this.connection = connection;
      this.first = first;
      this.progress = progress;
    }

    @Override
    public void receive(LocalDate day, List<Incoming> events) throws SQLException {
      set(clock, day, END_OF_DAY);
      for (int from = 0; from < events.size(); from += TOGETHER) {
        store.insert(connection, events.subList(from, Math.min(from + TOGETHER, events.size())));
        connection.commit();
      }
      stored += events.size();
      int over = (int) (day.toEpochDay() - first.toEpochDay()) + 1;
      if (over % FOLD_EVERY == 0) {
        new Fold(maintain).run();
      }
      progress.after(over, day, stored);
    }
  }

  private static void set(Connection clock, LocalDate day, LocalTime time) throws SQLException {
    Instant at = day.atTime(time).toInstant(ZoneOffset.UTC);
    clock.setAutoCommit(true);
    try (PreparedStatement set =
        clock.prepareStatement("SELECT telemetry.set_clock(?::timestamptz)")) {
      set.setString(1, at.toString());
      set.execute();
    }
  }
}
