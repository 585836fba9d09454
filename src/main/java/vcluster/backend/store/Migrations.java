package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to what this version needs. */
public final class Migrations {
  /** Where everything is on PostgreSQL; on H2 it is in the default schema. */
  static final String SCHEMA = "telemetry";

  private final Dialect dialect;
  private final DataSource owner;
  private final Flyway flyway;

  /**
   * The migrations of a database.
   *
   * @param owner connections of the role that owns the schema
   */
  public Migrations(Dialect dialect, DataSource owner) {
    var configuration =
        Flyway.configure()
            .dataSource(owner)
            .placeholderReplacement(false)
            .communityDBSupportEnabled(true);
    this.dialect = dialect;
    this.owner = owner;
    this.flyway =
        switch (dialect) {
          case POSTGRESQL ->
              configuration.locations("classpath:db/postgresql").defaultSchema(SCHEMA).load();
          case H2 -> configuration.locations("classpath:db/h2").load();
        };
  }

  /**
   * Applies what is missing.
   *
   * @return how many were applied
   * @throws FlywayException if one fails; what it did is undone
   * @throws SQLException if the database can't be used
   */
  public int migrate() throws SQLException {
    int applied = flyway.migrate().migrationsExecuted;
    if (dialect == Dialect.POSTGRESQL) {
      renumberBatches();
    }
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
