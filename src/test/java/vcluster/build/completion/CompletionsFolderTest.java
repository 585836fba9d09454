package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.cli.CommandTree;

/** The scripts that are kept as files, which the program prints, follow from the commands. */
final class CompletionsFolderTest {
  private static final boolean WRITES = Boolean.getBoolean("completions.write");

  @ParameterizedTest
  @CsvSource({
    "bash, vcluster.bash",
    "zsh, _vcluster",
    "fish, vcluster.fish",
    "powershell, vcluster.ps1"
  })
  void file_isMadeFromTheCommands(String shell, String name) throws Exception {
    Path file = Path.of("completions", name);
    String script = CompletionScript.of(CommandTree.create(), shell, true);
    if (WRITES) {
      Files.writeString(file, script);
    }

    assertThat(file)
        .content()
        .as("out of date; run: mvn test -Dtest=CompletionsFolderTest -Dcompletions.write=true")
        .isEqualTo(script);
  }
}
