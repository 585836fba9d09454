package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.SecretCorpus;
import vcluster.testing.SecretCorpus.Secret;
import vcluster.testing.Together;
import vcluster.token.TokenKeyException;

/** The original sends passwords, paths, names and values of other people: none is kept or told. */
class SecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CORPUS = Path.of("src/test/resources");

  /** Each secret of the corpus holds one of these. */
  private static final List<String> SECRETS = List.of("hunter", "jose", "acme", "10.1.2.3");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static final String TABLES =
      "SELECT oid::regclass FROM pg_class"
          + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind IN ('r', 'v')";

  @Test
  void secretsOfTheOriginal_areInNoTable_noMetric_andNoAnswer()
      throws IOException, SQLException, TokenKeyException {
    StringBuilder told = new StringBuilder();
    int accepted = 0;
    try (TestBackend backend = new TestBackend(database::ingest, database.store(), 0)) {
      for (String body : Files.readAllLines(CORPUS.resolve("secrets-cli.jsonl"))) {
        String answer = backend.post("/v1/insert", body).body();
        accepted += answer.startsWith("{\"accepted\":1,") ? 1 : 0;
        told.append(answer);
      }
      for (String body : Files.readAllLines(CORPUS.resolve("secrets-syncer.jsonl"))) {
        told.append(backend.post(TestBackend.SYNCER, body).body());
      }
      told.append(backend.page("/metrics").body());
    }

    assertThat(accepted).isEqualTo(18);
    assertThat(told.toString()).doesNotContainIgnoringCase(SECRETS.toArray(String[]::new));
    List<String> kept = new ArrayList<>();
    for (String table : database.rows(TABLES)) {
      kept.addAll(database.rows("SELECT * FROM " + table));
    }
    assertThat(kept).hasSizeGreaterThan(30).anyMatch(row -> row.contains("--access-key"));
    assertThat(String.join("\n", kept)).doesNotContainIgnoringCase(SECRETS.toArray(String[]::new));
  }

  @Test
  void secretInAnyField_ofAnyGeneration_isInNoTable_noMetric_andNoAnswer() throws Exception {
    String token =
        JSON.readTree(TestBackend.vector("docs-syncer-payload.json")).get("token").asText();
    List<Callable<String>> requests = new ArrayList<>();
    StringBuilder told = new StringBuilder();
    try (TestBackend backend = new TestBackend(database::ingest, database.store(), 0)) {
      for (Secret secret : SecretCorpus.SECRETS) {
        for (String body : SecretCorpus.envelopes(secret)) {
          requests.add(() -> backend.post("/v1/insert", body).body());
        }
        for (String body : SecretCorpus.uploads(secret, token)) {
          requests.add(() -> backend.post(TestBackend.SYNCER, body).body());
        }
      }
      Together.run(16, requests).forEach(told::append);
      told.append(backend.page("/metrics").body());
    }
    for (String table : database.rows(TABLES)) {
      told.append(String.join("\n", database.rows("SELECT * FROM " + table)));
    }

    assertThat(told)
        .contains(
            "vcluster create *", "v1.26.0+k3s1", "hoststorageclasses", "events_accepted_total");
    SecretCorpus.assertNoneIn(told.toString());
  }

  @Test
  void whatIsKept_isWhatIsUseful() throws IOException, SQLException, TokenKeyException {
    try (TestBackend backend = new TestBackend(database::ingest, database.store(), 0)) {
      for (String body : Files.readAllLines(CORPUS.resolve("secrets-cli.jsonl"))) {
        backend.post("/v1/insert", body);
      }
    }
    assertThat(database.rows("SELECT command, options, error FROM cli_event"))
        .contains(
            "vcluster login *|--access-key|",
            "vcluster platform start|--password --email --host|",
            "vcluster create *|--namespace --set --* --values|helm",
            "vcluster connect * *|--server|network",
            "vcluster delete *||forbidden",
            "vcluster * * *||usage");
    assertThat(
            database.rows(
                "SELECT helm_keys, error FROM instance_event WHERE type = 'vcluster_error'"
                    + " AND severity = 'fatal'"))
        .containsExactly(
            "* annotations controlPlane.backingStore.database.external.dataSource init.helm"
                + " init.manifests labels plugin syncer.env syncer.extraArgs telemetry.disabled"
                + "|panic");
  }
}
