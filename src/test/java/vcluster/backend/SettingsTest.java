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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.server.ServerException;

class SettingsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void environment_comesBeforeTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "ingest.password=file\nrate-limit= 7 \n");
    Settings settings =
        Settings.of(Map.of("VCLUSTER_BACKEND_INGEST_PASSWORD", "variable"), Optional.of(file));

    assertThat(settings.get("ingest.password")).contains("variable");
    assertThat(settings.get("rate-limit")).contains("7");
    assertThat(settings.get("port")).isEmpty();
  }

  /** A Service called vcluster-backend in the same namespace. */
  @Test
  void variableThatKubernetesSets_isNone() throws Exception {
    Map<String, String> environment = Map.of("VCLUSTER_BACKEND_PORT", "tcp://10.43.0.7:80");

    assertThat(Settings.of(environment, Optional.empty()).get("port")).isEmpty();
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
            "--port=65535",
            "--admin-port=-1",
            "--trusted-proxy=all")) {
      BackendContext ended = context(folder, Map.of(), out);
      ended.stop().countDown();
      assertThat(BackendCommand.execute(ended, "serve", option)).as(option).isEqualTo(2);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void retention_isThatOfTheHelpAndTheDocs() throws IOException {
    assertThat(run(Map.of(), "serve", "--help")).isZero();
    Matcher help =
        Pattern.compile("How long rows are kept \\(default: as before, at first (\\d+)\\)")
            .matcher(out.toString().replaceAll("\\s+", " "));

    assertThat(help.find()).as(out.toString()).isTrue();
    assertThat(Files.readString(Path.of("README.md")))
        .contains("| Events for " + help.group(1) + " days after the day they arrive;");
    assertThat(Files.readString(Path.of("docs/backend-database.md")))
        .contains("| " + help.group(1) + " days (`--retention-days`) |");
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
  void misspeltSetting_isNamed_withWhatWasMeant() throws Exception {
    Path file = folder.resolve("p");
    Map<String, String> environment = Map.of("VCLUSTER_BACKEND_CONFIG", file.toString());
    for (String line :
        List.of("rate-limt=5", "ingest.pasword=x", "hash_key=x", "port:80\nhots=h")) {
      Files.writeString(file, line + "\n");
      assertThat(run(environment, "key")).as(line).isEqualTo(1);
    }
    assertThatThrownBy(() -> settings(file, "rate-limt=5").check(Set.of("rate-limit", "port")))
        .hasMessage("unknown setting 'rate-limt' in the properties file; did you mean rate-limit?");
    assertThatThrownBy(() -> settings(file, "aHVudGVyMg==").check(Set.of("port")))
        .hasMessage("unknown setting in the properties file");
    settings(file, "report.password=x\nno-maintain=true")
        .check(Set.of("report.password", "no-maintain"));
  }

  private static Settings settings(Path file, String content) throws Exception {
    return Settings.of(Map.of(), Optional.of(Files.writeString(file, content)));
  }

  @Test
  void optionsOfTheFile_areThoseOfTheCommandLine() throws IOException {
    Path file = Files.writeString(folder.resolve("p"), "token-public-key=/no/such/key.pem\n");

    assertThat(run(Map.of("VCLUSTER_BACKEND_CONFIG", file.toString()), "key")).isEqualTo(1);
  }

  @Test
  void postgres_withoutAKeyForHashes_isRefused() {
    assertThat(run(Map.of(), "serve", "--db", "jdbc:postgresql://h/d")).isEqualTo(1);
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
      assertThat(run(Map.of(), command, "--db", url)).isEqualTo(2);
    }
  }

  @Test
  void textThatCannotBeAnId_isNotErased() {
    for (String id : List.of("", "two\nlines", "x".repeat(257))) {
      for (String option : List.of("--machine-id", "--uid")) {
        assertThat(run(Map.of(), "erase", option, id)).isEqualTo(2);
      }
    }
  }

  @Test
  void folderOnTheCommandLine_winsOverADatabaseOfTheEnvironment() {
    Map<String, String> database = Map.of("VCLUSTER_BACKEND_DB", "no URL");

    assertThat(run(database, "stats", "--data", "none")).isEqualTo(1);
    assertThat(run(database, "stats")).isEqualTo(2);
    assertThat(run(database, "stats", "--data", "none", "--db", "jdbc:postgresql://h/d"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "help"})
  void help_namesEveryCommand_andTheEnvironment(String line) {
    assertThat(run(Map.of(), line.isEmpty() ? new String[0] : line.split(" "))).isZero();

    assertThat(out.toString())
        .contains("serve", "migrate", "erase", "stats", "key", "version", "help")
        .contains("VCLUSTER_BACKEND_HASH_KEY", "https://");
    assertThat(out.toString().lines()).allMatch(it -> it.length() <= 80);
  }

  private int run(Map<String, String> environment, String... words) {
    return BackendCommand.execute(context(folder, environment, out), words);
  }

  static BackendContext context(Path folder, Map<String, String> environment, StringWriter out) {
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
