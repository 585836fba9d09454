package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Vectors;
import vcluster.wire.Protocol;

class BackendIT {

  @TempDir private Path folder;

  @Test
  void serve_takesEventsAtOnce_andEndsWhenTold() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      AtomicInteger keys = new AtomicInteger();
      HttpResponse<String> answer =
          taken(backend, "/v1/insert", "docs-cli-payload.json", () -> "k" + keys.getAndIncrement());

      assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
      assertThat(backend.end()).isZero();
      assertThat(backend.log()).doesNotContain("WARN", "ERROR").contains("Shutting down.");
      assertThat(
              Files.getPosixFilePermissions(
                  folder.resolve("vcluster-backend-data/secrets.properties")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
  }

  @Test
  void times_areThoseOfIso8601_inEveryLocale() throws Exception {
    for (String locale :
        List.of("-Duser.language=th -Duser.country=TH", "-Duser.language=ar -Duser.country=EG")) {
      Path own = Files.createTempDirectory(folder, "log");
      try (BackendProcess backend =
          BackendProcess.start(
              own,
              Map.of(
                  "JAVA_TOOL_OPTIONS",
                  locale,
                  "VCLUSTER_BACKEND_HASH_KEY",
                  Postgres.environment().get("VCLUSTER_BACKEND_HASH_KEY")),
              "--db",
              "jdbc:postgresql://127.0.0.1:1/d")) {
        assertThat(backend.end()).isZero();
        assertThat(backend.log().lines())
            .filteredOn(line -> line.contains(" INFO "))
            .isNotEmpty()
            .allMatch(
                line -> line.matches("20[2-9]\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z INFO .*"));
      }
    }
  }

  @Test
  void sameKey_afterARestart_isADuplicate() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      taken(backend, "/v1/insert", "docs-cli-payload.json", () -> "k");
      backend.end();
      backend.restart();

      HttpResponse<String> again = taken(backend, "/v1/insert", "docs-cli-payload.json", () -> "k");

      assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}");
    }
  }

  @Test
  void keyOfAnotherBuild_isTaken_onceItIsNamed() throws Exception {
    String path = Protocol.SYNCER_PATH;
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      assertThat(post(backend, path, "docs-syncer-payload.json", "k").statusCode()).isEqualTo(401);
    }
    try (BackendProcess backend =
        BackendProcess.start(
            folder,
            Map.of(
                "VCLUSTER_BACKEND_TOKEN_PUBLIC_KEY",
                Vectors.FOLDER.resolve("docs-token-public-key.pem").toString()))) {
      assertThat(taken(backend, path, "docs-syncer-payload.json", () -> "k").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void postgres_thatIsAwayAtTheStart_isWaitedFor() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      assertThat(post(backend, "/v1/insert", "docs-cli-payload.json", "k").statusCode())
          .as("not migrated yet")
          .isEqualTo(503);
      assertThat(backend.get("/readyz")).isEqualTo(503);

      assertThat(backend.run("migrate")).as(backend.log()).isZero();

      Await.until("it is ready", () -> backend.get("/readyz") == 200);
      assertThat(taken(backend, "/v1/insert", "docs-cli-payload.json", () -> "k").statusCode())
          .isEqualTo(200);
      postgres.kill();
      Await.until("it is not ready", () -> backend.get("/readyz") == 503);
      assertThat(backend.get("/healthz")).isEqualTo(200);
      postgres.restart();
      Await.until("it is ready", () -> backend.get("/readyz") == 200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"password=hunter2", "sslmode=verify-full&sslpassword=hunter2"})
  void secretInTheUrl_isRefused_andNotRepeated(String settings) throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      int exitCode = backend.run("migrate", "--db", "jdbc:postgresql://127.0.0.1:1/d?" + settings);

      assertThat(exitCode).isEqualTo(2);
      assertThat(backend.log())
          .contains("no user or password in the URL")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void urlOfAnotherDatabase_isRefused() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      assertThat(backend.run("stats", "--db", "jdbc:h2:mem:x")).isEqualTo(2);
      assertThat(backend.log()).contains("--db: not a URL such as jdbc:postgresql://HOST/DATABASE");
    }
  }

  @Test
  void key_printsWhatTheServerTrusts() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      int exitCode =
          backend.run(
              "key",
              "--token-public-key",
              Vectors.FOLDER.resolve("docs-token-public-key.pem").toString());

      assertThat(exitCode).isZero();
      assertThat(backend.log())
          .containsOnlyOnce("\nkid 4gzKPX4K-7MeyXYQQV7J3PURxGE7NUmTk22xjaqTfvU\n")
          .contains("-----END PUBLIC KEY-----\nkid ");
    }
  }

  /** On a slow machine the database may not answer in time; then clients come again. */
  private static HttpResponse<String> taken(
      BackendProcess backend, String path, String vector, Supplier<String> key) throws Exception {
    backend.awaitReady();
    return Attempts.until(
        answer -> answer.statusCode() != 503,
        "the database was late",
        () -> post(backend, path, vector, key.get()));
  }

  private static HttpResponse<String> post(
      BackendProcess backend, String path, String vector, String key) throws Exception {
    return backend.post(path, Files.readString(Vectors.FOLDER.resolve(vector)), key);
  }
}
