package vcluster.backend;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the schema up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Bring the schema up to date, as vcluster_owner: a server never does.")
final class MigrateCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Settings settings;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  MigrateCommand(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws BackendException {
    DatabaseAccess access = database.access(surroundings, settings);
    int applied = access.migrate();
    surroundings
        .out()
        .println(applied == 0 ? "The schema is up to date." : "Migrations applied: " + applied);
    return 0;
  }
}
