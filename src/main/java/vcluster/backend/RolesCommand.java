package vcluster.backend;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;

/** Prints what an administrator runs before the first migration. */
@Command(
    name = "roles",
    header = "Print the SQL that creates the database's roles.",
    footerHeading = "%nExample:%n",
    footer = "  vcluster-backend roles | psql -X -v ON_ERROR_STOP=1 telemetry")
final class RolesCommand implements Callable<Integer> {
  private final BackendContext context;

  RolesCommand(BackendContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ServerException {
    try {
      context.out().print(Role.sql());
      context.out().flush();
      return 0;
    } catch (IOException e) {
      throw new ServerException("can't read the SQL of the roles", e);
    }
  }
}
