package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCommands.class);
  private static final int AT_ONCE = 100;
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
    @Mixin private RetentionOption retention = new RetentionOption();

    MigrateCommand() {
      super(Role.OWNER, OUTDATED);
    }

    /** The message of a migration that fails says which statement it was. */
    @Override
    String work(DatabaseServer server, HikariDataSource database) throws ServerException {
      try {
        int applied = new Migrations(database).migrate(retention.days());
        return applied + " migrations applied";
      } catch (FlywayException | SQLException e) {
        throw new ServerException(OUTDATED + ": " + e.getMessage(), e);
      }
    }
  }

  /** What to erase. */
  private static final class Asked {
    @Option(
        names = "--machine-id",
        paramLabel = "ID",
        description = "A machine and the instances it created; may be repeated")
    private List<String> machines = new ArrayList<>();

    @Option(names = "--uid", paramLabel = "ID", description = "An instance; may be repeated")
    private List<String> instances = new ArrayList<>();
  }

  /** Erases the events of machines or instances. */
  @Command(
      name = "erase",
      header = "Erase what a machine or an instance sent until now, and keep it from coming back.",
      footer = {
        "",
        "Exits 1 if there was nothing to erase.",
        "",
        "Examples:",
        "  vcluster-backend erase --machine-id 7c1f6f... -o json",
        "  vcluster-backend erase --uid 7629e852-34d9-4fa6-8fc7-4c0423b5c44b --uid ..."
      })
  private final class EraseCommand extends DatabaseCommand {
    @Spec private CommandSpec command = CommandSpec.create();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Asked asked = new Asked();

    @Mixin private OutputOption output = new OutputOption();

    private boolean found;

    EraseCommand() {
      super(Role.ERASE, "erasure incomplete, run it again");
    }

    @Override
    public Integer call() throws ServerException {
      for (List<String> ids : List.of(asked.machines, asked.instances)) {
        if (!ids.stream().allMatch(id -> ID.matcher(id).matches())) {
          throw new ParameterException(
              command.commandLine(), "an id has 1 to 256 characters and no control characters");
        }
      }
      super.call();
      return found ? 0 : 1;
    }

    /** Ids are stored as their hashes. */
    @Override
    String work(DatabaseServer server, HikariDataSource database)
        throws ServerException, SQLException {
      KeyedHash hash = server.hash();
      Erasure erasure = new Erasure(database, hash, context.clock());
      Erasure.Erased erased =
          erase(asked.machines, hash, erasure::machines)
              .plus(erase(asked.instances, hash, (some, all) -> erasure.instances(some)));
      ErasureReport report = new ErasureReport(server.place(), erased);
      found = erased.all() > 0;
      return output.isJson() ? report.json() : report.text();
    }

    /** Some at a time, so that an operator sees how it goes. */
    private Erasure.Erased erase(List<String> ids, KeyedHash hash, Erase erase)
        throws SQLException {
      Erasure.Erased erased = new Erasure.Erased(0, 0, 0, Map.of());
      List<UUID> all = ids.stream().map(hash::pseudonym).toList();
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<UUID> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
        erased = erased.plus(erase.erase(some, all));
        if (all.size() > AT_ONCE) {
          LOG.info("{} of {} ids erased.", from + some.size(), all.size());
        }
      }
      return erased;
    }
  }

  @FunctionalInterface
  private interface Erase {
    Erasure.Erased erase(Collection<UUID> some, Collection<UUID> all) throws SQLException;
  }

  /** Prints how many rows the database holds. */
  @Command(
      name = "stats",
      header = "Print how many rows there are, how new the newest is, and what was not stored.")
  private final class StatsCommand extends DatabaseCommand {
    @Mixin private OutputOption output = new OutputOption();

    StatsCommand() {
      super(Role.MAINTAIN, "can't query the database");
    }

    @Override
    String work(DatabaseServer server, HikariDataSource database) throws SQLException {
      try (Connection connection = database.getConnection()) {
        Stats stats = Stats.read(connection);
        return output.isJson() ? stats.json(context.clock().instant()) : stats.text();
      }
    }
  }
}
