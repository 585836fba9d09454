package vcluster.backend;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;

/** Brings the schema up to date, as its owner. */
@Command(name = "migrate", header = "Create or update the database's schema.")
final class MigrateCommand implements Callable<Integer> {
  private final BackendContext surroundings;
  private final Settings settings;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  MigrateCommand(BackendContext surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException {
    try (DatabaseServer server = database.use(surroundings, settings);
        Database opened = server.open(Role.OWNER)) {
      int applied = new Migrations(opened.pool()).migrate();
      surroundings.out().println(applied + " migrations applied");
      return 0;
    } catch (FlywayException | SQLException e) {
      throw new ServerException("the schema is not up to date: " + e.getMessage(), e);
    }
  }
}
