package vcluster.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a launcher sets reaches the program and helm: none of it may be a variable of the user's.
 */
class LauncherVariablesTest {
  private static final Path LAUNCHERS = Path.of("src/dist");
  private static final Set<String> JAVAS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  @Test
  void windowsLauncher_setsOnlyVariablesOfItsOwn() throws IOException {
    String text = Files.readString(LAUNCHERS.resolve("bin/vcluster.cmd"));

    assertThat(text.indexOf("setlocal")).isBetween(0, text.indexOf("set \""));
    assertThat(text).doesNotContain("set /");
    assertThat(names("\\bset \"?(\\w+)=", text))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("VCLUSTER_LAUNCHER_") || JAVAS.contains(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bin/vcluster",
        "bin/vcluster-syncer",
        "bin/vcluster-backend",
        "lib/server.sh",
        "lib/locale.sh"
      })
  void shellLauncher_setsOnlyVariablesOfItsOwn(String file) throws IOException {
    String text =
        Files.readString(LAUNCHERS.resolve(file)).replaceAll("(?m)^\\s*#.*|-[DX]\\S+", "");

    assertThat(names("(?:^|[\\s;])(\\w+)=", text))
        .isNotEmpty()
        .allMatch(name -> name.matches("(?i)vcluster_.*") || name.equals("LC_ALL"));
  }

  private static Set<String> names(String pattern, String text) {
    return Set.copyOf(
        Pattern.compile(pattern, Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .map(name -> name.replaceAll("^\\W*(?:set \"?)?|=$", ""))
            .toList());
  }
}
