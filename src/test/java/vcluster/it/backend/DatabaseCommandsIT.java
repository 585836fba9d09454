package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Await;

/** The commands that an operator has for the database, on a real one, while a server is at work. */
class DatabaseCommandsIT {
  @TempDir private Path folder;

  @Test
  void erased_isGone_staysAway_andIsCounted() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      Await.until("it takes events", () -> post(backend).contains("\"accepted\":1"));

      assertThat(backend.run("erase", "--machine-id", "randomID")).as(backend.log()).isZero();

      assertThat(backend.log()).contains("1 rows erased");
      assertThat(kept(postgres)).isEmpty();
      assertThat(post(backend)).contains("\"accepted\":0").contains("erased");
      assertThat(kept(postgres)).isEmpty();
      assertThat(backend.run("stats", "-o", "json")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("\"cli_event\":0").contains("\"erased\":1");
    }
  }

  @Test
  void erase_takesAnIdInAnySpelling() throws Exception {
    String status =
        """
        {"data":[{"event":{"type":"vcluster_status","timestamp":1700000000,
                           "vcluster_id":"7629e852-34d9-4fa6-8fc7-4c0423b5c44b"}}]}""";
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      Await.until(
          "it takes events",
          () -> backend.post("/v1/insert", status, "k").body().contains("\"accepted\":1"));

      assertThat(backend.run("erase", "--uid", "7629E852-34D9-4FA6-8FC7-4C0423B5C44B")).isZero();

      assertThat(backend.log()).contains("1 rows erased");
      assertThat(backend.post("/v1/insert", status, "l").body()).contains("erased");
    }
  }

  @Test
  void migrate_twice_isTheSame_andUnknownRolesAreNotMadeUp() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      assertThat(backend.run("stats")).as("not migrated yet").isEqualTo(1);
      assertThat(backend.run("erase", "--uid", "u")).as("not migrated yet").isEqualTo(1);
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("0 migrations applied");
    }
  }

  @Test
  void anotherHashKey_isRefused() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      assertThat(backend.run("erase", "--uid", "u")).as("nothing is there").isEqualTo(1);
      assertThat(backend.log()).contains("Nothing was found.");

      Map<String, String> other = new HashMap<>(Postgres.environment());
      other.put("VCLUSTER_BACKEND_HASH_KEY", "MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
      try (BackendProcess stranger =
          BackendProcess.start(elsewhere, other, "--db", postgres.url())) {
        assertThat(stranger.run("erase", "--uid", "u")).isEqualTo(1);
        assertThat(stranger.log()).contains("it is used with another hash key");
      }
    }
  }

  private static String post(BackendProcess backend) throws Exception {
    return backend.postSample(UUID.randomUUID().toString()).body();
  }

  private static List<String> kept(Postgres postgres) throws SQLException {
    try (Connection admin = postgres.admin()) {
      return TestDatabase.rows(admin, "SELECT 1 FROM telemetry.cli_event");
    }
  }
}
