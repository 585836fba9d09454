package vcluster.backend.dashboard;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The latest publication, read again when there is another one. */
final class Snapshots {
  private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

  /** The latest one; empty if nothing is published yet. */
  Optional<Snapshot> latest(Connection connection) throws SQLException {
    Optional<Instant> published = published(connection);
    Snapshot known = latest.get();
    if (known == null || !published.equals(Optional.of(known.at()))) {
      known = Snapshot.read(connection).orElse(null);
      latest.set(known);
    }
    return Optional.ofNullable(known);
  }

  private static Optional<Instant> published(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT at FROM telemetry.published")) {
      Optional<Instant> at =
          row.next()
              ? Optional.of(row.getObject("at", OffsetDateTime.class).toInstant())
              : Optional.empty();
      connection.commit();
      return at;
    }
  }
}
