package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.Setting;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** Where a rename can't be done, or would lose the owner: a write in place, and its recovery. */
class ConfigInPlaceTest {
  private static final String KEEP = "{\"platform\":{\"accesskey\":\"k\"}}";
  private static final String OFF =
      "{\"platform\":{\"accesskey\":\"k\"},\"telemetryDisabled\":true}";

  @TempDir Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void nameFiles() throws IOException {
    file = Files.writeString(folder.resolve("config.json"), KEEP);
    copy = folder.resolve("config.json.backup");
  }

  @Test
  void aMountedFile_isChangedInPlace() throws IOException {
    assumeTrue(Unix.canMount(), "no mounts can be made here");
    long inode = Unix.number(file, "ino");

    String disabled = Child.run(mounted("disable"));

    assertThat(disabled).isEqualTo("Optional.empty");
    assertThat(file).hasContent(OFF);
    assertThat(Child.run(mounted("enable"))).isEqualTo("enabled");
    assertThat(file).hasContent(KEEP);
    assertThat(Unix.number(file, "ino")).isEqualTo(inode);
    assertNothingElseBut();
  }

  @Test
  void aMountedFileThatIsTorn_isRecovered() throws IOException {
    assumeTrue(Unix.canMount(), "no mounts can be made here");
    Files.writeString(file, OFF.substring(0, 40));
    Files.writeString(copy, KEEP);

    assertThat(Child.run(mounted("disable"))).isEqualTo("Optional.empty");

    assertThat(file).hasContent(OFF);
    assertNothingElseBut("config.json.disabled");
  }

  @Test
  void aFileOfSomebodyElse_keepsItsOwner() throws IOException {
    assumeTrue(Unix.isRoot(), "only root may give files away");
    Files.setAttribute(file, "unix:uid", 65_534);
    Files.setAttribute(file, "unix:gid", 65_534);
    Unix.mode(file, "rw-rw-rw-");

    assertThat(unprivileged("disable")).isEqualTo("Optional.empty");

    assertThat(file).hasContent(OFF);
    assertThat(Unix.number(file, "uid")).isEqualTo(65_534);
    assertThat(Unix.number(file, "gid")).isEqualTo(65_534);
    assertThat(Unix.mode(file)).isEqualTo("rw-rw-rw-");
    assertNothingElseBut("config.json.disabled");
  }

  @Test
  void aFileInAFolderThatCannotBeWritten_isChangedInPlace() throws IOException {
    Unix.mode(folder, "r-xr-xr-x");
    try {
      assertThat(unprivileged("disable")).isEqualTo("Optional.empty");
      assertThat(file).hasContent(OFF);
      assertThat(unprivileged("enable")).isEqualTo("enabled");
      assertThat(file).hasContent(KEEP);
    } finally {
      Unix.mode(folder, "rwx------");
    }
  }

  @Test
  void aFileThatCannotBeWrittenAtAll_isAClearError() {
    Unix.mode(file, "r--r--r--");
    Unix.mode(folder, "r-xr-xr-x");
    try {
      assertThat(unprivileged("disable"))
          .startsWith(
              "CommandException: " + file + " can't be opened: permission denied; make it ");
    } finally {
      Unix.mode(folder, "rwx------");
    }
    assertThat(file).hasContent(KEEP);
  }

  /** A full disk takes no copy, and then there is no room for a longer file either. */
  @Test
  void aFullDisk_leavesTheFileAsItWas() throws IOException {
    assumeTrue(Unix.canMount(), "no mounts can be made here");
    String script =
        "mount -t tmpfs -o size=64k none '%s' && cd '%s'".formatted(folder, folder)
            + " && head -c 4096 /dev/zero | tr '\\0' ' ' > config.json && printf '{}' | dd"
            + " of=config.json conv=notrunc 2>/dev/null && cat /dev/zero > filler 2>/dev/null || :";
    List<String> probe =
        Child.inMountNamespace(
            script,
            List.of(
                "sh",
                "-c",
                "\"$@\"; wc -c < config.json; tr -d ' ' < config.json; echo; ls",
                "sh",
                Child.java(ConfigProbe.class).get(0),
                "-cp",
                System.getProperty("java.class.path"),
                ConfigProbe.class.getName(),
                "disable",
                file.toString()));

    List<String> printed = Child.run(probe).lines().toList();

    assertThat(printed.get(0)).startsWith("CommandException: " + file);
    assertThat(printed.subList(1, printed.size()))
        .containsExactly("4096", "{}", "config.json", "config.json.lock", "filler");
  }

  /** EINVAL, ENOSYS and EOPNOTSUPP. */
  @ParameterizedTest
  @ValueSource(strings = {"22", "38", "95"})
  void aFileSystemWithoutFsync_takesTheChoice(String error) {
    List<String> probe = Child.java(ForceProbe.class, error, "disable", file.toString());

    assertThat(told(probe)).isEqualTo("Optional.empty");

    assertThat(file).hasContent(OFF);
    assertNothingElseBut("config.json.disabled");
  }

  /** Without what newer JDKs say of the probe's native calls. */
  private static String told(List<String> probe) {
    return Child.run(probe)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
        .collect(Collectors.joining("\n"));
  }

  /** EIO. */
  @Test
  void aDiskThatFails_isAnError() {
    List<String> probe = Child.java(ForceProbe.class, "5", "disable", file.toString());

    assertThat(told(probe)).startsWith("CommandException: " + file).contains("Input/output");

    assertThat(file).hasContent(KEEP);
    assertNothingElseBut();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "30", "54"})
  void aTornFile_isRecoveredFromTheCopy(int written) throws Exception {
    Files.writeString(file, OFF.substring(0, written));
    Files.writeString(copy, KEEP);

    assertThat(read()).isInstanceOf(Setting.Unusable.class);
    assertThat(ConfigFile.disable(file)).isEmpty();

    assertThat(file).hasContent(OFF);
    assertNothingElseBut("config.json.disabled");
  }

  @Test
  void aTornFile_isRecoveredEvenIfTheCopySaysTheSame() throws Exception {
    Files.writeString(file, KEEP.substring(0, 20));
    Files.writeString(copy, OFF);

    ConfigFile.disable(file);

    assertThat(file).hasContent(OFF);
    assertNothingElseBut("config.json.disabled");
  }

  @Test
  void aTornFile_isRecoveredByEnable() throws Exception {
    Files.writeString(file, OFF.substring(0, 30));
    Files.writeString(copy, KEEP);

    ConfigFile.enable(file);

    assertThat(file).hasContent(KEEP);
    assertNothingElseBut();
  }

  @Test
  void aCopyThatIsOlderThanAWholeFile_isDropped() throws Exception {
    Files.writeString(copy, "{\"old\":1}");

    ConfigFile.disable(file);

    assertThat(file).hasContent(OFF);
    assertNothingElseBut("config.json.disabled");
  }

  private Setting read() {
    return ConfigFile.read(file);
  }

  private List<String> mounted(String verb) {
    return Child.inMountNamespace(
        "mount --bind '%s' '%s'".formatted(file, file),
        Child.java(ConfigProbe.class, verb, file.toString()));
  }

  private String unprivileged(String verb) {
    return told(Child.unprivileged(Child.java(ConfigProbe.class, verb, file.toString())));
  }

  private void assertNothingElseBut(String... mark) {
    List<String> names = new ArrayList<>(List.of("config.json", "config.json.lock"));
    names.addAll(List.of(mark));
    assertThat(Unix.names(folder)).containsExactlyInAnyOrderElementsOf(names);
  }
}
