package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to what this version needs. */
public final class Migrations {
  private static final String SCHEMA = "telemetry";

  private final DataSource owner;

  /**
   * The migrations of a database.
   *
   * @param owner connections of the role that owns the schema
   */
  public Migrations(DataSource owner) {
    this.owner = owner;
  }

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
            .defaultSchema(SCHEMA)
            .load();
    int applied = flyway.migrate().migrationsExecuted;
    renumberBatches();
    return applied;
  }

  /** Changes nothing but in a database that was restored from a dump. */
  private void renumberBatches() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("SELECT " + SCHEMA + ".renumber_batches()");
    }
  }
}
