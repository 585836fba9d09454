package vcluster.backend.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to what this version needs. */
public final class Migrations {
  /** Where everything is on PostgreSQL; on H2 it is in the default schema. */
  static final String SCHEMA = "telemetry";

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
   */
  public int migrate() {
    return flyway.migrate().migrationsExecuted;
  }
}
