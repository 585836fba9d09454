package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Erasure;
import vcluster.backend.store.Role;
import vcluster.backend.verify.redact.KnownWords;

/** Removes what is kept of a machine or of an instance. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Remove what is kept of a machine or an instance, correct the totals as far as rows go back,",
      "and keep a hash of the id so that nothing of it is stored again. Acts as vcluster_erase."
    })
final class EraseCommand implements Callable<Integer> {
  /** One of both. */
  static final class Id {
    @Option(names = "--machine-id", paramLabel = "ID", description = "The machine's id.")
    private @Nullable String machineId;

    @Option(names = "--uid", paramLabel = "UID", description = "The instance's uid.")
    private @Nullable String uid;
  }

  private final Surroundings surroundings;
  private final Settings settings;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @ArgGroup(multiplicity = "1")
  private Id id = new Id();

  EraseCommand(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws BackendException {
    DatabaseAccess access = database.access(surroundings, settings);
    KeyedHash hash = database.hash(surroundings, settings);
    try (HikariDataSource eraser = access.pool(Role.ERASE, 1)) {
      try (Connection connection = eraser.getConnection()) {
        access.check(hash, connection);
      }
      long rows = erase(new Erasure(access.dialect(), eraser, hash), hash);
      surroundings.out().println("Rows erased: " + rows);
      return 0;
    } catch (SQLException e) {
      throw new BackendException(
          "erasing failed (SQLSTATE " + e.getSQLState() + "): run it again; it may be repeated", e);
    }
  }

  /** An id that was sent as an e-mail address is kept as its hash. */
  private long erase(Erasure erasure, KeyedHash hash) throws SQLException, BackendException {
    Instant now = surroundings.clock().instant();
    KnownWords words = new KnownWords(hash);
    String machineId = id.machineId == null ? "" : id.machineId;
    String uid = id.uid == null ? "" : id.uid;
    if (machineId.isEmpty() && uid.isEmpty()) {
      throw new BackendException("the id is empty: name the machine or the instance");
    }
    return uid.isEmpty()
        ? erasure.machine(words.id(machineId), now)
        : erasure.instance(words.id(uid), now);
  }
}
