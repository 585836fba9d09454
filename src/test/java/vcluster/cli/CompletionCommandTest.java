package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.build.completion.CompletionScript;

class CompletionCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish", "powershell"})
  void script_isThatOfTheCommands(String shell) {
    assertThat(printed(shell)).isEqualTo(CompletionScript.of(CommandTree.create(), shell, true));
    assertThat(printed(shell, "--no-descriptions"))
        .isEqualTo(CompletionScript.of(CommandTree.create(), shell, false));
  }

  private static String printed(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    ParsedLine line = ParsedLine.parse(arguments(words));
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            null,
            Path.of("/"),
            Path.of("/none"),
            "",
            Clock.systemUTC(),
            stream,
            stream,
            false,
            false,
            (directory, config) -> () -> {});
    new CompletionCommand().run(new Invocation(surroundings, line.levels()));
    stream.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String[] arguments(String... words) {
    String[] arguments = new String[words.length + 1];
    arguments[0] = "completion";
    System.arraycopy(words, 0, arguments, 1, words.length);
    return arguments;
  }
}
