package vcluster.backend;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Dialect;

/** Where the events are. */
final class DatabaseOptions {
  @Option(
      names = "--db",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST/DATABASE; without it an embedded H2 file, for trial.")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "The folder of the embedded database and the hash key. Default: vcluster-backend-data")
  private Path folder = Path.of("vcluster-backend-data");

  @Option(
      names = "--hash-key-file",
      paramLabel = "FILE",
      description = {
        "The key of the hashes that stand for e-mail addresses and for the erased, the same for",
        "all servers of a database; made if it is not there. Default: hash.key in the folder"
      })
  private @Nullable Path hashKey;

  DatabaseAccess access(Surroundings surroundings, Settings settings) throws BackendException {
    Path place = surroundings.directory().resolve(folder).normalize();
    if (url == null) {
      String h2 =
          "jdbc:h2:file:" + place.resolve("telemetry") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
      return new DatabaseAccess(Dialect.H2, h2, folder.toString(), place, settings);
    }
    try {
      return new DatabaseAccess(Dialect.of(url), url, "PostgreSQL", place, settings);
    } catch (IllegalArgumentException e) {
      throw new BackendException("--db: " + e.getMessage(), e);
    }
  }

  /** The key is not asked for before it is needed: not everyone has to have it. */
  KeyedHash hash(Surroundings surroundings, Settings settings) throws BackendException {
    Optional<String> spelled = settings.get("hash-key");
    if (spelled.isPresent()) {
      return HashKey.of(spelled.get(), "the setting hash-key");
    }
    Path file = hashKey == null ? folder.resolve("hash.key") : hashKey;
    return HashKey.in(surroundings.directory().resolve(file));
  }
}
