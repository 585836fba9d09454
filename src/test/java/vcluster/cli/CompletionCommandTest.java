package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.build.completion.CompletionScript;

class CompletionCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish", "powershell"})
  void script_isThatOfTheCommands(String shell) {
    assertThat(CompletionCommand.script(shell, true))
        .isEqualTo(CompletionScript.of(CommandTree.create(), shell, true));
    assertThat(CompletionCommand.script(shell, false))
        .isEqualTo(CompletionScript.of(CommandTree.create(), shell, false));
  }
}
