package vcluster.it.backend;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Await;
import vcluster.testing.Cable;
import vcluster.testing.Child;
import vcluster.testing.Together;

/** What a server does with a database that is not as it should be. */
class DatabaseTroubleIT {
  private static final String OTHER_KEY = "MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @TempDir private Path folder;
  private Path elsewhere;

  @BeforeEach
  void makeFolder() throws Exception {
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
  }

  @Test
  void addressThatMovesToAnotherServer_isFollowed_thoughTheOldOneStaysUp() throws Exception {
    try (Postgres old = Postgres.start(folder.resolve("old"));
        Postgres next = Postgres.start(folder.resolve("next"));
        Cable address = new Cable(old.port())) {
      BackendProcess.migrate(elsewhere, old);
      BackendProcess.migrate(elsewhere, next);
      follow(address, old, next);
    }
  }

  private void follow(Cable address, Postgres old, Postgres next) throws Exception {
    try (BackendProcess backend = start(folder, Postgres.environment(), address.port())) {
      backend.awaitReady();
      old.admin("ALTER SYSTEM SET default_transaction_read_only = on");
      old.admin("SELECT pg_reload_conf()");
      Await.until("it is not ready", () -> backend.get("/readyz") == 503);
      assertThat(backend.page("/readyz").body()).contains("it is read-only");

      address.moveTo(next.port());

      backend.awaitReady();
    }
  }

  /** The last page of a table, and of the log, may have room for a while. */
  @Test
  void fullDisk_isSaid_once_untilThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=160m,mode=0777", "tmpfs", disk.toString());
    try (Postgres postgres = Postgres.start(disk.resolve("pg"));
        BackendProcess backend = start(folder, Postgres.environment(), postgres.port())) {
      BackendProcess.migrate(elsewhere, postgres);
      backend.awaitReady();
      run("dd", "if=/dev/zero", "of=" + disk.resolve("filler"), "bs=64k");
      Await.until("it is not ready", () -> backend.get("/readyz") == 503);
      assertThat(backend.page("/readyz").body()).contains("its disk is full");
      for (int i = 0; i < 20; i++) {
        backend.postSample("k" + i);
        Await.pause(100);
      }
      assertThat(backend.get("/readyz")).isEqualTo(503);

      Files.delete(disk.resolve("filler"));

      backend.awaitReady();
      assertThat(backend.log().lines().filter(line -> line.contains("its disk is full")))
          .hasSize(1);
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private static void run(String... words) throws Exception {
    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(DISCARD).start().waitFor();
  }

  @Test
  void pooler_thatGivesEachTransactionAnotherConnection_isNoTrouble() throws Exception {
    assumeTrue(PgBouncer.isHere(), "no pgbouncer here");
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        PgBouncer pooler = PgBouncer.start(elsewhere, postgres)) {
      BackendProcess.migrate(elsewhere, postgres);
      storeThrough(pooler);
    }
  }

  private void storeThrough(PgBouncer pooler) throws Exception {
    try (BackendProcess backend = start(folder, Postgres.environment(), pooler.port())) {
      backend.awaitReady();
      List<Callable<Integer>> requests = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String key = "k" + i;
        requests.add(() -> backend.postSample(key).statusCode());
      }

      assertThat(Together.run(8, requests)).as(backend.log()).containsOnly(200);

      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.run("erase", "--machine-id", "randomID")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("200 rows erased").doesNotContain("Maintenance");
    }
  }

  @Test
  void serverWithAnotherHashKey_storesNothing_andSaysWhy() throws Exception {
    Map<String, String> other = new HashMap<>(Postgres.environment());
    other.put("VCLUSTER_BACKEND_HASH_KEY", OTHER_KEY);
    other.put("VCLUSTER_BACKEND_NO_MAINTAIN", "true");
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess first = BackendProcess.start(folder, postgres)) {
      assertThat(first.run("migrate")).as(first.log()).isZero();
      first.awaitReady();
      try (BackendProcess second = BackendProcess.start(elsewhere, other, "--db", postgres.url())) {
        Await.until(
            "the cause is named", () -> second.page("/readyz").body().contains("another hash key"));
        assertThat(second.postSample("k").statusCode()).isEqualTo(503);
        assertThat(second.log()).contains("VCLUSTER_BACKEND_HASH_KEY");
        assertThat(second.run("erase", "--uid", "u")).isEqualTo(1);
        assertThat(second.log()).contains("can't use the database: it is used with another");
      }
      assertThat(first.run("stats")).isZero();
      assertThat(first.log()).contains("\ncli_event: 0\n");
    }
  }

  @Test
  void machineWhoseClockIsAhead_storesNothing_erasesNothing_andSaysWhy() throws Exception {
    assumeTrue(Child.succeeds("faketime", "--version"), "no faketime here");
    Map<String, String> ahead = new HashMap<>(Postgres.environment());
    String library = Child.run(List.of("faketime", "-f", "+10m", "printenv", "LD_PRELOAD"));
    ahead.putAll(Map.of("LD_PRELOAD", library, "FAKETIME", "+10m"));
    // Java waits by the monotonic clock; the mend of other programs' waits slows it down.
    ahead.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    ahead.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    try (Postgres postgres = Postgres.start(folder.resolve("pg"))) {
      BackendProcess.migrate(folder, postgres);
      try (BackendProcess backend = start(elsewhere, ahead, postgres.port())) {
        Await.until(
            "the cause is named", () -> backend.page("/readyz").body().contains("differ by more"));
        assertThat(backend.get("/readyz")).isEqualTo(503);
        assertThat(backend.postSample("k").statusCode()).isEqualTo(503);
        assertThat(backend.run("erase", "--machine-id", "randomID")).isEqualTo(1);
        assertThat(backend.log())
            .contains("its clock and this machine's differ by more than five minutes");
      }
      try (Connection admin = postgres.admin()) {
        for (String table : List.of("cli_event", "event_key", "erased")) {
          assertThat(TestDatabase.rows(admin, "SELECT 1 FROM telemetry." + table)).isEmpty();
        }
      }
    }
  }

  @Test
  void password_thatIsMissingOrWrong_isNamedAtOnce() throws Exception {
    Map<String, String> environment = new HashMap<>(Postgres.environment());
    environment.put("VCLUSTER_BACKEND_MAINTAIN_PASSWORD", "hunter2");
    try (Postgres postgres = Postgres.start(folder.resolve("pg"))) {
      postgres.askForPasswords();
      postgres.admin("ALTER ROLE vcluster_maintain PASSWORD 'right'");
      try (BackendProcess backend = start(folder, environment, postgres.port())) {
        Await.until(
            "the cause is named",
            () -> backend.page("/readyz").body().contains("VCLUSTER_BACKEND_INGEST_PASSWORD"));
        assertThat(backend.postSample("k").statusCode()).isEqualTo(503);
        assertThat(backend.run("stats")).isEqualTo(1);
        assertThat(backend.run("migrate")).isEqualTo(1);
        assertThat(backend.log())
            .contains("it asks for the password of vcluster_ingest; set")
            .contains("it refuses the password of vcluster_maintain; correct")
            .contains("it asks for the password of vcluster_owner; set")
            .doesNotContain("hunter2", "SQLSTATE");
      }
    }
  }

  @Test
  void databaseThatIsNotMigrated_isNamed_andTakenOnceItIs() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = BackendProcess.start(folder, postgres)) {
      Await.until(
          "the cause is named",
          () -> backend.page("/readyz").body().contains("run 'vcluster-backend migrate'"));
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      backend.awaitReady();
      int warnings = backend.log().length();
      assertThat(backend.end()).isZero();

      backend.restart();
      backend.awaitReady();

      assertThat(backend.log().substring(warnings)).doesNotContain("WARN");
    }
  }

  private static BackendProcess start(Path folder, Map<String, String> environment, int port)
      throws Exception {
    return BackendProcess.start(folder, environment, "--db", Postgres.url(port));
  }
}
