package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.store.TestDatabase;
import vcluster.it.Result;
import vcluster.it.Soak;
import vcluster.it.Vcluster;
import vcluster.testing.ApiServer;
import vcluster.testing.Await;
import vcluster.testing.VclusterObjects;

/** The three programs of one build fit each other without configuration. */
class EndToEndIT {
  @TempDir private Path folder;

  @Test
  void whatWasRecorded_isInTheDatabase_onceEach() throws Exception {
    int commands = Soak.of(200);
    Path home = Files.createDirectory(folder.resolve("home"));
    try (BackendProcess backend = BackendProcess.start(folder, Map.of());
        ApiServer host = new ApiServer("v1.31.2")) {
      host.put(VclusterObjects.service("my", "NodePort"));
      Path kubeconfig =
          Files.writeString(folder.resolve("kubeconfig"), host.kubeconfig("team", "swordfish"));
      String api = backend.url() + "/analytics/v1/vcluster/v1/";
      Vcluster vcluster = Vcluster.at(home, api + "cli");
      for (int i = 0; i < commands; i++) {
        assertSucceeds(vcluster.run("version", "--debug"));
      }
      // On a slow machine the server may ask to come again.
      Await.until("all is uploaded", () -> vcluster.run("telemetry", "flush").exitCode() == 0);
      Vcluster syncer =
          vcluster
              .launchedBy(Vcluster.DIST.resolve("bin/vcluster-syncer").toString())
              .with("SYNCER_TELEMETRY_ENDPOINT", api + "syncer");
      String options = "--name my -n team --once --warm-up 0s --kubeconfig " + kubeconfig;
      assertSucceeds(syncer.run(options.split(" ")));
      assertKept(backend, commands);
      assertThat(backend.end()).isZero();
    }
  }

  private static void assertKept(BackendProcess backend, int commands) throws Exception {
    try (Connection database = backend.trial("postgres")) {
      database.createStatement().execute("SET search_path = telemetry");
      assertThat(
              TestDatabase.rows(
                  database, "SELECT command, options, count(*) FROM cli_event GROUP BY 1, 2"))
          .containsExactly("vcluster version|--debug|" + commands);
      assertThat(TestDatabase.rows(database, "SELECT count(DISTINCT member) FROM cli_event"))
          .containsExactly("1");
      assertThat(TestDatabase.rows(database, "SELECT count(*) FROM syncer_upload"))
          .containsExactly("1");
      assertThat(
              TestDatabase.rows(
                  database,
                  "SELECT syncs -> 0 ->> 'type', syncs -> 0 -> 'count' FROM syncer_upload"))
          .containsExactly("SyncerStarted|1");
    }
  }

  private static void assertSucceeds(Result result) {
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }
}
