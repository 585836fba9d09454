package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Unix;

/** What becomes of an opt-out that the original has saved when the original deletes its file. */
class OffMarkTest {
  private static final String OFF = "{\"telemetryDisabled\":true}";

  @TempDir Path home;
  private Path config;
  private final TestProgram program = new TestProgram();

  @BeforeEach
  void optOutAsTheOriginal() throws IOException {
    config = Files.createDirectories(home.resolve(".vcluster")).resolve("config.json");
    Files.writeString(config, OFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "telemetry status", "telemetry preview", "list"})
  void optOutThatACommandHasSeen_outlastsItsFile(String line) throws IOException {
    run(line.split(" "));
    assertThat(Unix.names(config.getParent()))
        .containsExactlyInAnyOrder("config.json", "config.json.disabled");

    Files.delete(config);
    run("version");
    assertThat(config.resolveSibling("telemetry")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"telemetryDisabled\":false}"})
  void fileThatSaysOnAgain_isConsent(String on) throws IOException {
    run("version");
    Files.writeString(config, on);

    run("version");

    assertThat(config.resolveSibling("telemetry")).isDirectory();
  }

  @Test
  void enable_takesTheMarkAway() throws IOException {
    run("version");
    run("telemetry", "enable");
    Files.delete(config);

    run("telemetry", "status");

    assertThat(program.out()).contains("Telemetry is on.\n");
  }

  /** It may lie in a repository, where nobody wants to find another file. */
  @Test
  void otherFile_isNotMarked() throws IOException {
    Path other = Files.createDirectory(home.resolve("repository")).resolve("off.json");
    Files.writeString(other, OFF);

    run("version", "--config", other.toString());

    assertThat(Unix.names(other.getParent())).isEqualTo(List.of("off.json"));
  }

  @Test
  void status_saysOnceHowToChooseAgain() throws IOException {
    Path other = home.resolve("my file.json");
    for (String file : List.of(config.toString(), other.toString())) {
      run("--config", file, "telemetry", "disable");
      Files.delete(Path.of(file));
      program.reset();
      run("--config", file, "telemetry", "status");

      String option = file.equals(config.toString()) ? "" : "--config '" + other + "' ";
      assertThat(program.out())
          .startsWith(
              "Telemetry is off: " + file + " was deleted after telemetry was turned off in it.\n")
          .containsOnlyOnce(
              "Choose again    vcluster %1$stelemetry disable, or vcluster %1$stelemetry enable\n"
                  .formatted(option));
    }
  }

  /** Newer runtimes call a file in what is no folder missing too; to choose again fails there. */
  @Test
  void status_ofAFileThatHasNotGone_saysNothingOfChoosingAgain() throws IOException {
    Files.delete(config);
    Files.createSymbolicLink(config, home.resolve("missing"));

    run("telemetry", "status");

    assertThat(program.out()).contains("broken symbolic link").doesNotContain("Choose again");
  }

  private void run(String... words) {
    program.run(home, Map.of(), words);
  }
}
