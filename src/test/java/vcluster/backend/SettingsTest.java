package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.server.ServerException;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void environment_comesBeforeTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "ingest.password=file\nrate-limit= 7 \n");
    Settings settings =
        Settings.of(Map.of("VCLUSTER_BACKEND_INGEST_PASSWORD", "variable"), Optional.of(file));

    assertThat(settings.get("ingest.password")).contains("variable");
    assertThat(settings.get("rate-limit")).contains("7");
    assertThat(settings.get("port")).isEmpty();
  }

  @Test
  void emptyVariable_isNone() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "db=jdbc:postgresql://h/d\n");

    Settings settings = Settings.of(Map.of("VCLUSTER_BACKEND_DB", ""), Optional.of(file));

    assertThat(settings.get("db")).contains("jdbc:postgresql://h/d");
  }

  @Test
  void numbersThatMakeNoSense_areRefused() {
    for (String option :
        List.of(
            "--rate-limit=-1",
            "--request-timeout=0",
            "--request-timeout=-5",
            "--retention-days=0",
            "--port=65536",
            "--trusted-proxy=all")) {
      BackendContext ended = surroundings(Map.of(), new StringWriter());
      ended.stop().countDown();

      int exitCode = BackendCommand.execute(ended, "serve", option);

      assertThat(exitCode).as(option).isEqualTo(2);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void fileThatCannotBeRead_isNamed_andNotQuoted() throws IOException {
    Path file = Files.writeString(folder.resolve("p"), "ingest.password=\\uhunter2");

    assertThatThrownBy(() -> Settings.of(Map.of(), Optional.of(file)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void optionsOfTheFile_areThoseOfTheCommandLine() throws IOException {
    Path file = Files.writeString(folder.resolve("p"), "token-public-key=/no/such/key.pem\n");
    StringWriter out = new StringWriter();

    int exitCode =
        BackendCommand.execute(
            surroundings(Map.of("VCLUSTER_BACKEND_CONFIG", file.toString()), out), "key");

    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void postgres_withoutAKeyForHashes_isRefused() {
    int exitCode =
        BackendCommand.execute(
            surroundings(Map.of(), new StringWriter()), "serve", "--db", "jdbc:postgresql://h/d");

    assertThat(exitCode).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://h/d",
        "jdbc:postgresql://127.0.0.1:1",
        "jdbc:postgresql://127.0.0.1:1/",
        "jdbc:postgresql://127.0.0.1:x/d",
        "jdbc:postgresql://127.0.0.1:99999/d",
        "jdbc:postgresql://ann:secret@h/d",
        "jdbc:postgresql://h/d?x=1&%70assword=secret",
        "jdbc:postgresql://h/d?USER=ann"
      })
  void urlThatNamesNoDatabase_orAPassword_isAUsageError(String url) {
    for (String command : List.of("serve", "migrate", "stats")) {
      BackendContext context = surroundings(Map.of(), new StringWriter());
      assertThat(BackendCommand.execute(context, command, "--db", url)).isEqualTo(2);
    }
  }

  @Test
  void folderOnTheCommandLine_winsOverADatabaseOfTheEnvironment() {
    BackendContext context =
        surroundings(Map.of("VCLUSTER_BACKEND_DB", "no URL"), new StringWriter());

    assertThat(BackendCommand.execute(context, "stats", "--data", "none")).isEqualTo(1);
    assertThat(BackendCommand.execute(context, "stats")).isEqualTo(2);
    assertThat(
            BackendCommand.execute(
                context, "stats", "--data", "none", "--db", "jdbc:postgresql://h/d"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "help"})
  void help_namesEveryCommand_andTheEnvironment(String line) {
    StringWriter out = new StringWriter();

    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(BackendCommand.execute(surroundings(Map.of(), out), words)).isZero();

    assertThat(out.toString())
        .contains("serve", "migrate", "erase", "stats", "key", "version", "help")
        .contains("VCLUSTER_BACKEND_HASH_KEY", "https://");
    assertThat(out.toString().lines()).allMatch(it -> it.length() <= 80);
  }

  private BackendContext surroundings(Map<String, String> environment, StringWriter out) {
    return new BackendContext(
        environment,
        "Linux amd64",
        folder,
        folder,
        "1.0.0",
        Clock.systemUTC(),
        new CountDownLatch(1),
        new PrintWriter(out),
        false);
  }
}
