package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import vcluster.backend.registry.Interval;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;

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
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(true);
      register(connection);
      if (retentionDays.isPresent()) {
        Query.number(connection, "SELECT telemetry.set_retention(?)", retentionDays.getAsInt());
      }
    }
    return applied;
  }

  /** The database lists what the registry of this version has. */
  private static void register(Connection connection) throws SQLException {
    record Row(Item item, @Nullable Interval interval) {}
    List<Row> rows = new ArrayList<>();
    List<Item> items = new ArrayList<>(Registry.items());
    // Whoever invents versions takes no room from these.
    for (String release : Registry.releaseDates().versions()) {
      for (String kind : List.of("cli_version", "syncer_version")) {
        items.add(new Item(kind, release, false, List.of(), "", "", "", ""));
      }
    }
    for (Item item : items) {
      item.reported().forEach(interval -> rows.add(new Row(item, interval)));
      if (item.reported().isEmpty()) {
        rows.add(new Row(item, null));
      }
    }
    new FunctionCall(connection, "set_registry")
        .column("text", rows, row -> row.item().kind())
        .column("text", rows, row -> row.item().name())
        .column("bool", rows, row -> row.item().ignored())
        .column("int4", rows, row -> row.interval() == null ? null : row.interval().since())
        .column("int4", rows, row -> row.interval() == null ? null : row.interval().until())
        .answer();
  }
}
