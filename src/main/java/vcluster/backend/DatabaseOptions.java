package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import vcluster.backend.embedded.EmbeddedPostgres;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;

/** Which database, and how to get into it. */
final class DatabaseOptions {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOptions.class);
  private static final Pattern SECRET =
      Pattern.compile(
          "[?&;](user|(ssl)?password|[^=&]*%[^=&]*)=|^[^?]*@", Pattern.CASE_INSENSITIVE);
  private static final Pattern URL = Pattern.compile("jdbc:postgresql:(//[^/?]*/)?[^/?]+([?].*)?");
  private static final long ROOM_BYTES = 100 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--db",
      paramLabel = "URL",
      // Lines of our own, for picocli would break them at the dots.
      description = {
        "jdbc:postgresql://HOST/DATABASE, without user and",
        "password: those of ROLE (owner, ingest, report,",
        "erase, maintain) are VCLUSTER_BACKEND_ROLE_USER",
        "and _PASSWORD in the environment, or ROLE.user and",
        "ROLE.password in the properties file",
        "(default: an embedded PostgreSQL, for trial)"
      })
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the embedded database (default: vcluster-backend-data)")
  private Path folder = Path.of("vcluster-backend-data");

  /** For a command that is done once, on a database that is there. */
  DatabaseServer use(BackendContext surroundings, Settings settings) throws ServerException {
    check();
    return open(EmbeddedPostgres::use, surroundings, settings);
  }

  /**
   * For a server; the embedded database is made if there is none, and brought up to date.
   *
   * @param ended what to do if the embedded PostgreSQL ends by itself
   * @param retentionDays how long its rows are to be kept
   */
  DatabaseServer serve(
      BackendContext surroundings, Settings settings, OptionalInt retentionDays, Runnable ended)
      throws ServerException {
    require(
        url == null || retentionDays.isEmpty(),
        "--retention-days: what --db names keeps rows as long as 'vcluster-backend migrate"
            + " --retention-days' says");
    Opener opener = (path, platform) -> EmbeddedPostgres.serve(path, platform, ended);
    DatabaseServer server = open(opener, surroundings, settings);
    if (url != null) {
      return server;
    }
    try (HikariDataSource owner = server.open(Role.OWNER)) {
      new Migrations(owner).migrate(retentionDays);
      LOG.info("The database in {} is at {}.", folder, server.place());
      return server;
    } catch (FlywayException | SQLException e) {
      server.close();
      throw new ServerException(
          "can't bring the database in " + folder + " up to date: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sure that the options name one database.
   *
   * @throws ParameterException if they name none or two
   */
  void check() {
    ParseResult words = command.commandLine().getParseResult();
    if (words.hasMatchedOption("--data")) {
      require(
          !words.hasMatchedOption("--db"), "--data and --db name two databases; use one of them");
      url = null;
    }
    if (url != null) {
      require(
          !SECRET.matcher(url).find(),
          "--db: no user or password in the URL, where others could read them; see --help");
      require(
          URL.matcher(url).matches() && hasDriver(url),
          "--db: not a URL such as jdbc:postgresql://HOST/DATABASE");
    }
  }

  private static boolean hasDriver(String url) {
    try {
      return DriverManager.getDriver(url) != null;
    } catch (SQLException e) {
      return false;
    }
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  /** Opens or makes a database in a folder. */
  interface Opener {
    EmbeddedPostgres open(Path folder, String platform) throws IOException;
  }

  private DatabaseServer open(Opener opener, BackendContext surroundings, Settings settings)
      throws ServerException {
    if (url != null) {
      return new DatabaseServer(url, settings, () -> true, () -> {});
    }
    return embedded(opener, surroundings.directory().resolve(folder), surroundings.platform());
  }

  /** The database in a folder. */
  static DatabaseServer embedded(Opener opener, Path folder, String platform)
      throws ServerException {
    Path place = folder.toAbsolutePath().normalize();
    try {
      EmbeddedPostgres postgres = opener.open(place, platform);
      return new DatabaseServer(
          postgres.url(),
          Settings.of(Map.of(), Optional.of(postgres.secrets())),
          () -> place.toFile().getUsableSpace() > ROOM_BYTES,
          postgres::close);
    } catch (FileSystemException e) {
      throw new ServerException(
          "can't use " + e.getFile() + ": " + reason(e) + "; choose another folder with --data", e);
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String reason(FileSystemException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : e instanceof FileAlreadyExistsException
            ? "something else is in its place"
            : Objects.requireNonNullElse(e.getReason(), "no such file or folder");
  }
}
