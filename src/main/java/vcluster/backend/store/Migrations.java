package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema to what this version needs.
 *
 * @param owner connections of the role that owns the schema
 */
public record Migrations(DataSource owner) {
  /**
   * Applies what is missing.
   *
   * @param retentionDays how long rows are to be kept from now on; as before if empty, which is 90
   *     days at first
   * @return how many were applied
   * @throws FlywayException if one fails; what it did is undone
   * @throws SQLException if the database can't be used
   */
  public int migrate(OptionalInt retentionDays) throws SQLException {
    Flyway flyway =
        Flyway.configure()
            .dataSource(owner)
            .placeholderReplacement(false)
            .communityDBSupportEnabled(true)
            .locations("classpath:db/postgresql")
            .defaultSchema("telemetry")
            .load();
    int applied = flyway.migrate().migrationsExecuted;
    if (retentionDays.isPresent()) {
      try (Connection connection = owner.getConnection()) {
        connection.setAutoCommit(true);
        Query.number(connection, "SELECT telemetry.set_retention(?)", retentionDays.getAsInt());
      }
    }
    return applied;
  }
}
