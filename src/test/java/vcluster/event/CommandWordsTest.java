package vcluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Words from definitions, never from what was typed; the tree is made up for this test alone. */
class CommandWordsTest {
  @Test
  void designsExample_isAsDesignSays() {
    assertThat(words("create my-vc -n team --set a=b --set c=d"))
        .containsExactly("vcluster", "create", "*", "--namespace", "--set");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/command-words.txt", delimiter = '|', quoteCharacter = '\'')
  void words_comeFromDefinitions(String line, String words) {
    assertThat(String.join(" ", words(line))).isEqualTo(words);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
      words.add(word.replace("'", ""));
    }
    CommandLine program = new CommandLine(program());
    List<ParseResult> levels = new ArrayList<>();
    levels.add(program.parseArgs(words.toArray(new String[0])));
    while (levels.get(levels.size() - 1).hasSubcommand()) {
      levels.add(levels.get(levels.size() - 1).subcommand());
    }
    return CommandWords.of(levels);
  }

  private static CommandSpec program() {
    CommandSpec root = CommandSpec.create().name("vcluster");
    root.addOption(namespace());
    CommandSpec create = CommandSpec.create().name("create");
    create.addPositional(PositionalParamSpec.builder().index("0").type(String.class).build());
    create.addOption(namespace());
    create.addOption(
        OptionSpec.builder("--set")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
    create.addOption(
        OptionSpec.builder("--kind")
            .type(String.class)
            .arity("1")
            .completionCandidates(List.of("loud"))
            .build());
    create.addOption(
        OptionSpec.builder("-u", "--upgrade", "--up").type(boolean.class).arity("0..1").build());
    create.addOption(OptionSpec.builder("-x", "--expose").type(boolean.class).build());
    CommandSpec shell = CommandSpec.create().name("shell");
    shell.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .completionCandidates(List.of("bash", "zsh"))
            .build());
    for (CommandSpec spec : List.of(root, create, shell)) {
      spec.parser().overwrittenOptionsAllowed(true);
    }
    root.addSubcommand("create", create);
    root.addSubcommand("shell", shell);
    return root;
  }

  private static OptionSpec namespace() {
    return OptionSpec.builder("-n", "--namespace").type(String.class).arity("1").build();
  }
}
