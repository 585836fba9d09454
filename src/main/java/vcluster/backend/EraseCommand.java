package vcluster.backend;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.backend.store.Erasure;
import vcluster.backend.store.Role;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.server.ServerException;

/** Erases the events of a machine or an instance. */
@Command(
    name = "erase",
    header = "Erase what a machine or an instance sent, and keep it from coming back.")
final class EraseCommand implements Callable<Integer> {
  /** What to erase: exactly one of the two. */
  static final class Whom {
    @Option(names = "--machine-id", paramLabel = "ID", description = "A machine and its instances")
    private String machineId = "";

    @Option(names = "--uid", paramLabel = "ID", description = "An instance")
    private String uid = "";
  }

  private final BackendContext surroundings;
  private final Settings settings;

  @ArgGroup(multiplicity = "1")
  private Whom whom = new Whom();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  EraseCommand(BackendContext surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException {
    try (DatabaseServer server = database.use(surroundings, settings);
        Database opened = server.open(Role.ERASE)) {
      opened.checkHashKey();
      Erasure erasure = new Erasure(opened.pool(), opened.hash());
      surroundings.out().println(erase(erasure, new KnownWords(opened.hash())) + " rows erased");
      return 0;
    } catch (SQLException e) {
      throw new ServerException(
          "erasure incomplete (SQLSTATE " + e.getSQLState() + "); run it again", e);
    }
  }

  /** An id that was sent as an e-mail address is stored as its hash. */
  private long erase(Erasure erasure, KnownWords words) throws SQLException, ServerException {
    Instant now = surroundings.clock().instant();
    if (whom.machineId.isEmpty() && whom.uid.isEmpty()) {
      throw new ServerException("the id is empty; name a machine or an instance");
    }
    return whom.uid.isEmpty()
        ? erasure.machine(words.id(whom.machineId), now)
        : erasure.instance(words.id(whom.uid), now);
  }
}
