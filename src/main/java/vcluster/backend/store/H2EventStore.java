package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;

/** Writes row by row, in batches, as the only writer at a time: the trial's store. */
final class H2EventStore implements EventStore {
  private static final String IS_ERASED = "SELECT 1 FROM erased WHERE mark IN (?, ?)";
  private static final String CLAIM =
      "INSERT INTO event_key SELECT ?, ?, ? WHERE NOT EXISTS"
          + " (SELECT 1 FROM event_key WHERE digest = ? AND item = ?)";

  private final ErasureMarks marks;

  /** A store that asks for the erased by {@code hash}. */
  H2EventStore(KeyedHash hash) {
    this.marks = new ErasureMarks(hash);
  }

  @Override
  public List<Stored> insert(
      Connection connection, Instant received, List<? extends Incoming> events)
      throws SQLException {
    long batch = Gate.enter(connection);
    LocalDate day = received.atZone(ZoneOffset.UTC).toLocalDate();
    List<Stored> outcomes = new ArrayList<>(events.size());
    try (H2Rows rows = new H2Rows(connection, received, batch);
        PreparedStatement erased = connection.prepareStatement(IS_ERASED);
        PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      for (Incoming event : events) {
        if (isErased(erased, event)) {
          outcomes.add(Stored.ERASED);
        } else if (!claim(claim, event.key(), day)) {
          outcomes.add(Stored.DUPLICATE);
        } else {
          rows.add(event);
          outcomes.add(Stored.ACCEPTED);
        }
      }
      rows.write();
    }
    return outcomes;
  }

  /** After commits alone, 50 kills under load were seen to lose a few committed events. */
  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
    }
  }

  private boolean isErased(PreparedStatement erased, Incoming event) throws SQLException {
    erased.setObject(1, marks.machine(event));
    erased.setObject(2, marks.instance(event));
    try (ResultSet result = erased.executeQuery()) {
      return result.next();
    }
  }

  private static boolean claim(PreparedStatement claim, @Nullable EventKey key, LocalDate day)
      throws SQLException {
    if (key == null) {
      return true;
    }
    claim.setObject(1, key.digest());
    claim.setInt(2, key.item());
    claim.setObject(3, day);
    claim.setObject(4, key.digest());
    claim.setInt(5, key.item());
    return claim.executeUpdate() == 1;
  }
}
