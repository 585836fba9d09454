package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.DatabaseTrouble;
import vcluster.backend.store.Erasure;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;
import vcluster.backend.store.Stats;
import vcluster.server.ServerException;

/** The commands that an operator runs on a database that is there. */
record DatabaseCommands(BackendContext context, Settings settings) {
  /** What clients may send as an id (docs/protocol.md#the-cli-event). */
  private static final Pattern ID = Pattern.compile("\\P{Cc}{1,256}");

  private static final String OUTDATED = "the schema is not up to date";

  List<Object> all() {
    return List.of(new MigrateCommand(), new EraseCommand(), new StatsCommand());
  }

  /** A command that does its work as one role. */
  private abstract class DatabaseCommand implements Callable<Integer> {
    @Mixin private DatabaseOptions options = new DatabaseOptions();

    private final Role role;
    private final String failure;

    /**
     * A command.
     *
     * @param failure what it means to the operator if the database fails
     */
    DatabaseCommand(Role role, String failure) {
      this.role = role;
      this.failure = failure;
    }

    @Override
    public Integer call() throws ServerException {
      try (DatabaseServer server = options.use(context, settings);
          HikariDataSource database = server.open(role)) {
        context.out().println(work(server, database));
        context.out().flush();
        return 0;
      } catch (SQLException e) {
        throw new ServerException(failure + ": " + DatabaseTrouble.describe(e, role), e);
      }
    }

    /** Does the work, and returns what to print. */
    abstract String work(DatabaseServer server, HikariDataSource database)
        throws ServerException, SQLException;
  }

  /** Brings the schema up to date, as its owner. */
  @Command(name = "migrate", header = "Create or update the database's schema.")
  private final class MigrateCommand extends DatabaseCommand {
    MigrateCommand() {
      super(Role.OWNER, OUTDATED);
    }

    /** The message of a migration that fails says which statement it was. */
    @Override
    String work(DatabaseServer server, HikariDataSource database) throws ServerException {
      try {
        return new Migrations(database).migrate() + " migrations applied";
      } catch (FlywayException | SQLException e) {
        throw new ServerException(OUTDATED + ": " + e.getMessage(), e);
      }
    }
  }

  /** What to erase: exactly one of the two. */
  private static final class Erased {
    @Option(names = "--machine-id", paramLabel = "ID", description = "A machine and its instances")
    private String machineId = "";

    @Option(names = "--uid", paramLabel = "ID", description = "An instance")
    private String uid = "";
  }

  /** Erases the events of a machine or an instance. */
  @Command(
      name = "erase",
      header = "Erase what a machine or an instance sent, and keep it from coming back.")
  private final class EraseCommand extends DatabaseCommand {
    @Spec private CommandSpec command = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private Erased erased = new Erased();

    EraseCommand() {
      super(Role.ERASE, "erasure incomplete, run it again");
    }

    @Override
    public Integer call() throws ServerException {
      if (!ID.matcher(erased.machineId + erased.uid).matches()) {
        throw new ParameterException(
            command.commandLine(), "an id has 1 to 256 characters and no control characters");
      }
      return super.call();
    }

    /** Ids are stored as their hashes. */
    @Override
    String work(DatabaseServer server, HikariDataSource database)
        throws ServerException, SQLException {
      KeyedHash hash = server.hash();
      Erasure erasure = new Erasure(database, hash);
      Instant now = context.clock().instant();
      return erased.uid.isEmpty()
          ? erasure.machine(hash.pseudonym(erased.machineId), now)
              + " rows erased; what the machine or its instances send from now on is refused"
          : erasure.instance(hash.pseudonym(erased.uid), now)
              + " rows erased; what the instance sends from now on is refused";
    }
  }

  /** The formats of the output. */
  private enum Form {
    text,
    json
  }

  /** Prints how many rows the database holds. */
  @Command(
      name = "stats",
      header = "Print how many rows there are, how new the newest is, and what was not stored.")
  private final class StatsCommand extends DatabaseCommand {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        description = "Output format: text or json (default: text)")
    private Form form = Form.text;

    StatsCommand() {
      super(Role.MAINTAIN, "can't query the database");
    }

    @Override
    String work(DatabaseServer server, HikariDataSource database) throws SQLException {
      try (Connection connection = database.getConnection()) {
        Stats stats = Stats.read(connection);
        return form == Form.json ? stats.json(context.clock().instant()) : stats.text();
      }
    }
  }
}
