package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.event.CommandException;

/** Where the user's files are: HOME verbatim, and only then the account's home. */
class UserFilesTest {
  private static final Path WORKING = Path.of("/srv");

  @ParameterizedTest
  @CsvSource({
    "/home/a, /home/a/.vcluster",
    "/home/a/, /home/a/.vcluster",
    "rel, /srv/rel/.vcluster",
    "., /srv/./.vcluster",
    "/home/jos\u00e9, /home/jos\u00e9/.vcluster",
    "'/with space', '/with space/.vcluster'",
  })
  void home_isTakenVerbatim(String home, Path folder) throws CommandException {
    UserFiles files = UserFiles.locate(Map.of("HOME", home), "/account", WORKING, null);

    assertThat(files.home()).contains(home);
    assertThat(files.config()).isEqualTo(folder.resolve("config.json"));
    assertThat(files.telemetry()).contains(folder.resolve("telemetry"));
  }

  @Test
  void home_thatIsEmptyIsTheAccounts() throws CommandException {
    assertThat(UserFiles.home(Map.of("HOME", ""), "/account")).isEqualTo("/account");
    assertThat(UserFiles.home(Map.of(), "/account")).isEqualTo("/account");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "?"})
  void home_ofNobodyIsAnError(@Nullable String accountHome) {
    assertThatThrownBy(() -> UserFiles.locate(Map.of(), accountHome, WORKING, ""))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("HOME")
        .hasMessageContaining("--config");
  }

  @Test
  void home_thatWasNotDecodedIsAnError() {
    assertThatThrownBy(() -> UserFiles.home(Map.of("HOME", "/home/jos\ufffd"), "/account"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void configOption_replacesTheConfigAlone() throws CommandException {
    UserFiles files = UserFiles.locate(Map.of("HOME", "/home/a"), null, WORKING, "c.json");

    assertThat(files.config()).isEqualTo(Path.of("/srv/c.json"));
    assertThat(files.telemetry()).contains(Path.of("/home/a/.vcluster/telemetry"));
  }

  @Test
  void configOption_needsNoHome() throws CommandException {
    UserFiles files = UserFiles.locate(Map.of(), "?", WORKING, "/etc/c.json");

    assertThat(files.config()).isEqualTo(Path.of("/etc/c.json"));
    assertThat(files.home()).isEmpty();
    assertThat(files.telemetry()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/srv, c\ufffd.json", "/w\ufffdrk, c.json"})
  void configOption_thatWasNotDecodedIsAnError(Path working, String config) {
    assertThatThrownBy(() -> UserFiles.locate(Map.of("HOME", "/home/a"), null, working, config))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void workingDirectory_thatWasNotDecodedMattersToRelativePathsAlone() throws CommandException {
    Path working = Path.of("/w\ufffdrk");

    assertThat(UserFiles.locate(Map.of("HOME", "/home/a"), null, working, "").config())
        .isEqualTo(Path.of("/home/a/.vcluster/config.json"));
    assertThatThrownBy(() -> UserFiles.locate(Map.of("HOME", "a"), null, working, ""))
        .isInstanceOf(CommandException.class);
  }
}
