package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vcluster.it.Soak;
import vcluster.testing.Await;

/** The three programs of one build fit each other without configuration. */
@EnabledOnOs(OS.LINUX)
class EndToEndIT {
  private static final Path BIN =
      Path.of(System.getProperty("vcluster.dist", "target/vcluster"), "bin").toAbsolutePath();

  /** A host cluster that nobody answers for: what is uploaded is what is known without one. */
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: away
      clusters: [{name: away, cluster: {server: "https://127.0.0.1:1"}}]
      contexts: [{name: away, context: {cluster: away, user: away}}]
      users: [{name: away, user: {token: swordfish}}]
      """;

  @TempDir private Path folder;

  @Test
  void whatWasRecorded_isInTheDatabase_onceEach() throws Exception {
    int commands = Soak.of(200);
    Path home = Files.createDirectory(folder.resolve("home"));
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      for (int i = 0; i < commands; i++) {
        run(backend, home, "vcluster", "version", "--debug");
      }
      // On a slow machine the server may ask to come again.
      Await.until(
          "all is uploaded", () -> exitCode(backend, home, "vcluster", "telemetry", "flush") == 0);
      run(
          backend,
          home,
          "vcluster-syncer",
          "--name",
          "my-vcluster",
          "-n",
          "team-x",
          "--once",
          "--warm-up",
          "0s",
          "--kubeconfig",
          kubeconfig.toString());
      assertThat(backend.end()).isZero();
    }

    String url = "jdbc:h2:file:" + folder.resolve("vcluster-backend-data/telemetry");
    try (Connection database = DriverManager.getConnection(url, "sa", "")) {
      assertThat(rows(database, "SELECT command, options, count(*) FROM cli_event GROUP BY 1, 2"))
          .containsExactly("vcluster version|--debug|" + commands);
      assertThat(rows(database, "SELECT count(DISTINCT machine_id) FROM cli_event"))
          .containsExactly("1");
      assertThat(rows(database, "SELECT count(*) FROM syncer_upload")).containsExactly("1");
      assertThat(rows(database, "SELECT type, count(*) FROM syncer_event GROUP BY type"))
          .containsExactly("SyncerStarted|1");
    }
  }

  private void run(BackendProcess backend, Path home, String program, String... words)
      throws IOException {
    int exitCode = exitCode(backend, home, program, words);
    assertThat(exitCode).as(Files.readString(folder.resolve("clients.log"))).isZero();
  }

  private int exitCode(BackendProcess backend, Path home, String program, String... words) {
    List<String> line = new ArrayList<>(List.of(BIN.resolve(program).toString()));
    line.addAll(List.of(words));
    Path log = folder.resolve("clients.log");
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
    environment.put("HOME", home.toString());
    String api = backend.url() + "/analytics/v1/vcluster/v1/";
    environment.put("VCLUSTER_TELEMETRY_ENDPOINT", api + "cli");
    environment.put("SYNCER_TELEMETRY_ENDPOINT", api + "syncer");
    try {
      return builder.start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(result.getString(i));
        }
        rows.add(String.join("|", columns));
      }
    }
    return rows;
  }
}
