package vcluster.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.cli.CommandTree;

/** The scripts that are handed out as files must not fall behind the commands. */
final class CompletionsFolderTest {

  @ParameterizedTest
  @CsvSource({
    "bash, vcluster.bash",
    "zsh, _vcluster",
    "fish, vcluster.fish",
    "powershell, vcluster.ps1"
  })
  void file_isWhatTheCommandPrints(String shell, String name) throws Exception {
    Path file = Path.of("completions", name);

    assertThat(Files.exists(file) ? Files.readString(file) : "no such file")
        .as(
            "%s is out of date. Run: mvn package -DskipTests && target/vcluster/bin/vcluster"
                + " completion %s > %s",
            file, shell, file)
        .isEqualTo(CompletionScript.of(CommandTree.create(), shell, true));
  }
}
