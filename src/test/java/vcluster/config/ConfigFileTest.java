package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.Setting;
import vcluster.event.CommandException;
import vcluster.testing.Unix;

/** What a change of the choice leaves on disk: files, folders, modes and owners. */
class ConfigFileTest {
  private static final String OFF = "{\"telemetryDisabled\":true}";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("config.json");
  }

  @Test
  void disable_makesAPrivateFileInPrivateFolders() throws CommandException {
    Path deep = folder.resolve("home/.vcluster/config.json");

    assertThat(ConfigFile.disable(deep)).isEmpty();

    assertThat(deep).hasContent(OFF);
    assertThat(Unix.mode(deep)).isEqualTo("rw-------");
    assertThat(Unix.mode(deep.getParent())).isEqualTo("rwx------");
    assertThat(Unix.mode(deep.getParent().getParent())).isEqualTo("rwx------");
  }

  @Test
  void enable_makesAnEmptyObject() throws CommandException {
    ConfigFile.enable(file);

    assertThat(file).hasContent("{}");
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r\n", "null", " null\n"})
  void enableAndDisable_replaceWhatHoldsNothing(String nothing) throws Exception {
    Files.writeString(file, nothing);
    ConfigFile.enable(file);
    assertThat(file).hasContent("{}");

    Files.writeString(file, nothing);
    assertThat(ConfigFile.disable(file)).isEmpty();
    assertThat(file).hasContent(OFF);
    assertThat(Unix.names(folder)).doesNotContain("config.json.corrupt");
  }

  @Test
  void changes_leaveNothingBesideTheFileButTheLockAndTheMark() throws Exception {
    ConfigFile.disable(file);
    ConfigFile.enable(file);
    ConfigFile.disable(file);

    assertThat(Unix.names(folder))
        .containsExactlyInAnyOrder("config.json", "config.json.disabled", "config.json.lock");
  }

  /** As the original's {@code platform destroy} does it. */
  @Test
  void fileThatAnotherProgramDeletes_isDoubtUntilTheUserChoosesAgain() throws Exception {
    ConfigFile.disable(file);
    Files.delete(file);
    assertThat(ConfigFile.read(file))
        .isInstanceOfSatisfying(
            Setting.Unusable.class, doubt -> assertThat(doubt.problem()).contains("deleted"));

    ConfigFile.enable(file);
    assertThat(Unix.names(folder)).containsExactlyInAnyOrder("config.json", "config.json.lock");
    Files.delete(file);
    assertThat(ConfigFile.read(file)).isEqualTo(new Setting.Absent(false));

    ConfigFile.disable(file);
    Files.delete(file);
    ConfigFile.disable(file);
    assertThat(ConfigFile.read(file)).isEqualTo(new Setting.Disabled(true));
  }

  @Test
  void fileThatTheOriginalEnables_isOn() throws Exception {
    ConfigFile.disable(file);
    Files.writeString(file, "{}");

    assertThat(ConfigFile.read(file)).isEqualTo(new Setting.Absent(true));
  }

  /** A file of another name has a mark of its own, and one behind a link has it beside the link. */
  @Test
  void mark_isOfOneFile() throws Exception {
    Path real = Files.writeString(folder.resolve("real.json"), "{}");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
    ConfigFile.disable(link);
    Files.delete(link);

    assertThat(ConfigFile.read(link)).isInstanceOf(Setting.Unusable.class);
    assertThat(ConfigFile.read(file)).isEqualTo(new Setting.Absent(false));
  }

  @Test
  void changes_clearWhatAKilledProcessLeft() throws Exception {
    Files.writeString(folder.resolve("config.json.tmp"), "{\"telemetryDi");
    Files.writeString(file, "{\"a\":1}");

    ConfigFile.disable(file);

    assertThat(file).hasContent("{\"a\":1,\"telemetryDisabled\":true}");
    assertThat(Unix.names(folder))
        .containsExactlyInAnyOrder("config.json", "config.json.disabled", "config.json.lock");
  }

  @Test
  void change_thatChangesNothingWritesNothing() throws Exception {
    Files.writeString(file, " {\"telemetryDisabled\" : true}\n");
    long before = Unix.number(file, "ino");

    ConfigFile.disable(file);

    assertThat(Unix.number(file, "ino")).isEqualTo(before);
    assertThat(file).hasContent(" {\"telemetryDisabled\" : true}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "r--r--r--", "rwxr-x--x", "rw-rw-rw-"})
  void changes_keepTheMode(String mode) throws Exception {
    Files.writeString(file, "{\"a\":1}");
    Unix.mode(file, mode);

    ConfigFile.disable(file);
    assertThat(Unix.mode(file)).isEqualTo(mode);

    ConfigFile.enable(file);
    assertThat(Unix.mode(file)).isEqualTo(mode);
    assertThat(file).hasContent("{\"a\":1}");
  }

  @Test
  void changes_keepOwnerAndGroup() throws Exception {
    assumeTrue(Unix.isRoot(), "only root may give files away");
    Files.writeString(file, "{\"a\":1}");
    Files.setAttribute(file, "unix:uid", 12_345);
    Files.setAttribute(file, "unix:gid", 23_456);
    Unix.mode(file, "rw-r-----");

    ConfigFile.disable(file);

    assertThat(file).hasContent("{\"a\":1,\"telemetryDisabled\":true}");
    assertThat(Unix.number(file, "uid")).isEqualTo(12_345);
    assertThat(Unix.number(file, "gid")).isEqualTo(23_456);
    assertThat(Unix.mode(file)).isEqualTo("rw-r-----");
  }

  @Test
  void changes_refuseAFolderInThePlaceOfTheFile() throws IOException {
    Files.createDirectory(file);

    assertThatThrownBy(() -> ConfigFile.disable(file))
        .isInstanceOf(CommandException.class)
        .hasMessage(file + " is a folder, not a file; move it away and run this again");
    assertThatThrownBy(() -> ConfigFile.enable(file)).isInstanceOf(CommandException.class);
    assertThat(file).isEmptyDirectory();
    assertThat(file.resolveSibling("config.json.lock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dev/null", "/proc"})
  void changes_adviseNobodyToMoveAwayWhatIsNotTheirs(String path) {
    assertThatThrownBy(() -> ConfigFile.disable(Path.of(path)))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(path + " is ")
        .hasMessageEndingWith("; name another file with --config");
  }

  @Test
  void changes_refuseAFileInThePlaceOfTheFolder() throws IOException {
    Path below = Files.writeString(folder.resolve(".vcluster"), "mine").resolve("config.json");

    assertThatThrownBy(() -> ConfigFile.disable(below))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(below + " can't be ");
    assertThat(folder.resolve(".vcluster")).hasContent("mine");
  }

  @Test
  void changes_nameALinkToNothingInThePlaceOfTheFolder() throws IOException {
    Path link = folder.resolve(".vcluster");
    Files.createSymbolicLink(link, folder.resolve("nowhere"));
    Path below = link.resolve("config.json");

    assertThatThrownBy(() -> ConfigFile.disable(below))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            below + " can't be used: " + link + " is in the way; move it away and run this again");
  }

  @Test
  void write_yieldsToAnotherWriter() throws IOException {
    Files.writeString(file, "{\"theirs\":1}");

    assertThat(new ConfigWriter(file).write(bytes("{}"), bytes(OFF))).isFalse();
    assertThat(new ConfigWriter(file).write(null, bytes(OFF))).isFalse();

    assertThat(file).hasContent("{\"theirs\":1}");
    assertThat(Unix.names(folder)).containsExactly("config.json");
  }

  @Test
  void write_yieldsToAWriterThatDeletedTheFile() throws IOException {
    assertThat(new ConfigWriter(file).write(bytes("{}"), bytes(OFF))).isFalse();
    assertThat(Unix.names(folder)).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
