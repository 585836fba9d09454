package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vcluster.backend.demo.Fleet;
import vcluster.backend.demo.FleetSize;
import vcluster.backend.demo.Playback;
import vcluster.backend.demo.Truth;
import vcluster.backend.embedded.EmbeddedPostgres;
import vcluster.backend.store.DatabaseTrouble;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.PostgresEventStore;
import vcluster.backend.store.Role;
import vcluster.files.AtomicFile;
import vcluster.files.ShellWords;
import vcluster.server.ServerException;
import vcluster.usage.PlainText;

/** Makes a database of invented data. */
@Command(
    name = "demo",
    header = "Make a database of invented data, to see what reports look like.",
    footer = {
      "",
      "Stores what an invented fleet sends, day by day until yesterday, in a PostgreSQL of its own."
          + " What is hidden in it is in truths.tsv there. An earlier demonstration in the folder is"
          + " replaced; any other data is left alone. To remove a demonstration, delete its folder.",
      "",
      "Examples:",
      "  vcluster-backend demo",
      "  vcluster-backend demo --machines 500 --instances 200 --data /tmp/small",
      "  vcluster-backend report decide --data vcluster-backend-demo"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int LEAST = 10;
  private static final int MOST = 1_000_000;
  private static final int MAX_DAYS = 90;
  private static final long MIB = 1 << 20;

  /** What PostgreSQL takes without any events, logs included. */
  private static final long BYTES = 200 * MIB;

  private static final long BYTES_OF_AN_EVENT = 800;

  private final BackendContext context;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "vcluster-backend-demo",
      description = "Folder of the database (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("");

  @Option(
      names = "--machines",
      paramLabel = "N",
      description = "Machines that run commands (default: ${DEFAULT-VALUE})")
  private int machines = 8_000;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = "Virtual clusters that tell of themselves (default: ${DEFAULT-VALUE})")
  private int instances = 4_000;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days until yesterday, 90 at most (default: ${DEFAULT-VALUE})")
  private int days = MAX_DAYS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same number gives the same fleet (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  private volatile boolean databaseEnded;

  DemoCommand(BackendContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ServerException {
    require("--machines", machines, LEAST, MOST);
    require("--instances", instances, LEAST, MOST);
    require("--days", days, 1, MAX_DAYS);
    Path place = context.directory().resolve(folder).toAbsolutePath().normalize();
    Instant begin = context.clock().instant();
    try (DatabaseServer server =
        DatabaseOptions.embedded(
            (path, platform) -> EmbeddedPostgres.invent(path, platform, this::endWithDatabase),
            place,
            context.platform())) {
      fill(server, place, LocalDate.ofInstant(begin, ZoneOffset.UTC), begin);
      return 0;
    } catch (CancellationException e) {
      throw stopped(place, e);
    } catch (ServerException e) {
      throw isStopping() ? stopped(place, e) : e;
    }
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(),
          String.format(Locale.ROOT, "%s: must be between %,d and %,d", option, least, most));
    }
  }

  /** Fills the database up to the day before today. */
  private void fill(DatabaseServer server, Path place, LocalDate today, Instant begin)
      throws ServerException {
    Path file = place.resolve("truths.tsv");
    FleetSize size = new FleetSize(machines, instances, days);
    requireRoom(place, size);
    Fleet fleet = new Fleet(seed, size, today.minusDays(days), server.hash());
    boolean bar =
        context.outIsTerminal()
            && !context.environment().getOrDefault("TERM", "dumb").equals("dumb");
    DemoProgress progress = new DemoProgress(context.out(), bar, days);
    try (HikariDataSource owner = server.open(Role.OWNER)) {
      Files.deleteIfExists(file);
      new Migrations(owner).migrate(OptionalInt.empty());
      List<Truth> truths;
      try (HikariDataSource ingest = server.open(Role.INGEST);
          HikariDataSource maintain = server.open(Role.MAINTAIN)) {
        Playback playback =
            new Playback(owner, ingest, maintain, new PostgresEventStore(server.hash()));
        truths =
            playback.play(
                fleet,
                (done, day, events) -> {
                  progress.after(done, day, events);
                  requireNotStopping();
                });
      } finally {
        progress.end();
      }
      AtomicFile.replace(file, Truth.table(truths).getBytes(StandardCharsets.UTF_8));
    } catch (SQLException | FlywayException e) {
      throw new ServerException(
          "the demonstration in " + place + " is incomplete: " + reason(e), e);
    } catch (IOException e) {
      throw new ServerException("can't write " + file + ": " + e.getMessage(), e);
    }
    conclude(file, fleet, progress.events(), Duration.between(begin, context.clock().instant()));
  }

  /** A disk that is full in the end would have cost minutes. */
  private static void requireRoom(Path place, FleetSize size) throws ServerException {
    long needed = (BYTES + BYTES_OF_AN_EVENT * size.events()) / MIB;
    long free = place.toFile().getUsableSpace() / MIB;
    if (free < needed) {
      throw new ServerException(
          String.format(
              Locale.ROOT,
              "%s: about %,d MB are needed there, and %,d MB are free; choose another folder with"
                  + " --data, or a smaller fleet",
              place,
              needed,
              free));
    }
  }

  private String reason(Exception e) {
    return databaseEnded
        ? "PostgreSQL ended; see postgresql.log there"
        : "the database failed: " + DatabaseTrouble.describe(e, Role.INGEST);
  }

  private void conclude(Path file, Fleet fleet, long events, Duration took) {
    print(
        String.format(
            Locale.ROOT,
            "Stored %,d events of %,d machines and %,d instances, %s to %s (UTC), in %d s.",
            events,
            machines,
            instances,
            fleet.first(),
            fleet.last(),
            took.toSeconds()));
    print("What is hidden in them: " + PlainText.of(file.toString()));
    print("");
    print("Look at it:");
    List<String> report =
        List.of("vcluster-backend", "report", "decide", "--data", folder.toString());
    print("  " + PlainText.of(ShellWords.join(report)));
  }

  private void print(String line) {
    context.out().println(line);
    context.out().flush();
  }

  private void endWithDatabase() {
    databaseEnded = true;
  }

  private boolean isStopping() {
    return context.stop().getCount() == 0;
  }

  private void requireNotStopping() {
    if (isStopping()) {
      throw new CancellationException();
    }
  }

  private static ServerException stopped(Path place, Exception cause) {
    return new ServerException(
        "stopped before the demonstration in "
            + place
            + " was complete; run the command again to make it anew, or delete the folder",
        cause);
  }
}
