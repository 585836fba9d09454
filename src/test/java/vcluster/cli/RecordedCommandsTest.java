package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.cli.Command.Recording;

/** Reports say of what can't be seen that it is not measured: that is what recorded.tsv is for. */
class RecordedCommandsTest {
  private static final Path REGISTRY = Path.of("src/main/resources/vcluster/backend/registry");

  /** An option that all commands of the original have is one of its program. */
  @Test
  void registry_hasTheCommandsAndOptionsWhoseUseIsRecorded() throws IOException {
    Set<String> global =
        Files.readAllLines(REGISTRY.resolve("options.tsv")).stream()
            .map(line -> line.split("\t", -1))
            .filter(cells -> cells[8].equals("global"))
            .map(cells -> cells[1])
            .collect(Collectors.toSet());
    Set<String> rows = new TreeSet<>();
    for (Command command : Command.values()) {
      if (command.recording() == Recording.WITH_UPLOAD
          || command.recording() == Recording.WITHOUT_UPLOAD) {
        CommandSpec spec = spec(command);
        for (String path : paths(spec)) {
          rows.add(path + '\t');
          spec.options().stream()
              // Of those that only the original has, this program knows but the names.
              .filter(option -> !option.hidden() && !option.usageHelp())
              .map(OptionSpec::longestName)
              .map(name -> (global.contains(name) ? "vcluster" : path) + '\t' + name)
              .forEach(rows::add);
        }
      }
    }

    assertThat(Files.readAllLines(REGISTRY.resolve("recorded.tsv")).stream().skip(1))
        .containsExactlyElementsOf(rows);
  }

  /** With a closed set of arguments, each makes a command of its own. */
  private static List<String> paths(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      if (argument.completionCandidates() != null) {
        argument.completionCandidates().forEach(words::add);
      }
    }
    return words.isEmpty()
        ? List.of(spec.qualifiedName())
        : words.stream().map(word -> spec.qualifiedName() + ' ' + word).toList();
  }

  private static CommandSpec spec(Command command) {
    return line(command).getCommandSpec();
  }

  private static CommandLine line(Command command) {
    Command parent = command.parent();
    return parent == null
        ? CommandTree.create()
        : line(parent).getSubcommands().get(command.word());
  }
}
