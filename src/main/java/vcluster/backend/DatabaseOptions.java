package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.EventStore;
import vcluster.backend.store.Migrations;

/** Where the events are. */
final class DatabaseOptions {
  private static final long ROOM_BYTES = 100 << 20;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST/DATABASE; without it an embedded H2 file, for trial.")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The folder of the embedded database. Default: vcluster-backend-data")
  private Path folder = Path.of("vcluster-backend-data");

  Database open(Surroundings surroundings, Settings settings) throws BackendException {
    KeyedHash hash = new KeyedHash(new byte[32]);
    if (url == null) {
      Path place = surroundings.directory().resolve(folder).normalize();
      String h2 =
          "jdbc:h2:file:" + place.resolve("telemetry") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
      HikariDataSource pool = Database.pool(h2, "sa", "");
      new Migrations(Dialect.H2, pool).migrate();
      return new Database(
          folder.toString(),
          () -> place.toFile().getUsableSpace() > ROOM_BYTES,
          pool,
          EventStore.of(Dialect.H2, hash));
    }
    String user = settings.get("ingest.user").orElse("vcluster_ingest");
    String password = settings.get("ingest.password").orElse("");
    return new Database(
        "PostgreSQL",
        () -> true,
        Database.pool(url, user, password),
        EventStore.of(Dialect.POSTGRESQL, hash));
  }
}
