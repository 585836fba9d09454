package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
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
   * @return how many were applied
   * @throws FlywayException if one fails; what it did is undone
   * @throws SQLException if the database can't be used
   */
  public int migrate() throws SQLException {
    Flyway flyway =
        Flyway.configure()
            .dataSource(owner)
            .placeholderReplacement(false)
            .communityDBSupportEnabled(true)
            .locations("classpath:db/postgresql")
            .defaultSchema("telemetry")
            .load();
    int applied = flyway.migrate().migrationsExecuted;
    renumberBatches();
    return applied;
  }

  /** Changes nothing but in a database that was restored from a dump. */
  private void renumberBatches() throws SQLException {
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(true);
      Query.number(connection, "SELECT telemetry.renumber_batches()");
    }
  }
}
