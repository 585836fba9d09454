package vcluster.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import vcluster.backend.embedded.EmbeddedPostgres;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;

/** Which database, and how to get into it. */
final class DatabaseOptions {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOptions.class);
  private static final Pattern SECRET =
      Pattern.compile("[?&;](user|(ssl)?password)=", Pattern.CASE_INSENSITIVE);
  private static final long ROOM_BYTES = 100 << 20;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST/DATABASE, without user and password: those of ROLE (owner,"
              + " ingest, report, erase, maintain) are VCLUSTER_BACKEND_ROLE_USER and _PASSWORD in"
              + " the environment, or ROLE.user and ROLE.password in the properties file. Without"
              + " this option an embedded PostgreSQL, for trial.")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The folder of the embedded database. Default: vcluster-backend-data")
  private Path folder = Path.of("vcluster-backend-data");

  /** For a command that is done once, on a database that is there. */
  DatabaseServer use(BackendContext surroundings, Settings settings) throws ServerException {
    return url == null ? embedded(EmbeddedPostgres::use, surroundings) : named(url, settings);
  }

  /** For a server; the embedded database is made if there is none, and brought up to date. */
  DatabaseServer serve(BackendContext surroundings, Settings settings) throws ServerException {
    if (url != null) {
      return named(url, settings);
    }
    DatabaseServer server = embedded(EmbeddedPostgres::serve, surroundings);
    try (Database owner = server.open(Role.OWNER)) {
      new Migrations(owner.pool()).migrate();
      LOG.info(
          "The database in {} is at {}. To read its reports, connect as vcluster_report with"
              + " report.password from secrets.properties in that folder.",
          folder,
          server.url().replaceFirst("[?].*", ""));
      return server;
    } catch (FlywayException | SQLException e) {
      server.close();
      throw new ServerException(
          "can't bring the database in " + folder + " up to date: " + e.getMessage(), e);
    }
  }

  private static DatabaseServer named(String url, Settings settings) throws ServerException {
    if (SECRET.matcher(url).find()) {
      throw new ServerException(
          "--db: no user or password in the URL, where others could read them; see --help");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new ServerException("--db takes a URL that begins with jdbc:postgresql:");
    }
    return new DatabaseServer(url, settings, () -> true, () -> {});
  }

  private interface Opener {
    EmbeddedPostgres open(Path folder, String platform) throws IOException;
  }

  private DatabaseServer embedded(Opener opener, BackendContext surroundings)
      throws ServerException {
    Path place = surroundings.directory().resolve(folder).toAbsolutePath().normalize();
    try {
      EmbeddedPostgres postgres = opener.open(place, surroundings.platform());
      return new DatabaseServer(
          postgres.url(),
          Settings.of(Map.of(), Optional.of(postgres.secrets())),
          () -> place.toFile().getUsableSpace() > ROOM_BYTES,
          postgres::close);
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }
}
