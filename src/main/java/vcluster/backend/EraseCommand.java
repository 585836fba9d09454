package vcluster.backend;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.backend.store.Erasure;
import vcluster.backend.store.Role;

/** Erases whom the events are about. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = "Erase what a machine or an instance sent, and keep it from coming back.")
final class EraseCommand implements Callable<Integer> {
  /** One of the two. */
  static final class Whom {
    @Option(
        names = "--machine-id",
        paramLabel = "ID",
        description = "A machine, and its instances.")
    private @Nullable String machineId;

    @Option(names = "--uid", paramLabel = "ID", description = "An instance.")
    private @Nullable String uid;
  }

  private final Surroundings surroundings;
  private final Settings settings;

  @ArgGroup(multiplicity = "1")
  private Whom whom = new Whom();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  EraseCommand(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws BackendException {
    try (Database opened = database.open(Role.ERASE, surroundings, settings)) {
      Erasure erasure = new Erasure(opened.dialect(), opened.pool(), opened.hash());
      surroundings.out().println(erase(erasure) + " rows erased");
      return 0;
    } catch (SQLException e) {
      throw new BackendException("not erased, or not wholly; run it again: " + e.getMessage(), e);
    }
  }

  private long erase(Erasure erasure) throws SQLException {
    Instant now = surroundings.clock().instant();
    if (whom.machineId != null) {
      return erasure.machine(whom.machineId, now);
    }
    return whom.uid == null ? 0 : erasure.instance(whom.uid, now);
  }
}
