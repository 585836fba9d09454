package vcluster.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import vcluster.usage.HelpStyle;
import vcluster.usage.PlainText;
import vcluster.usage.UsageError;

/** Unknown commands that mean one of {@code telemetry}'s, such as {@code vcluster disable}. */
final class Elsewhere {
  private Elsewhere() {}

  /** The mistake, or one that names the command that was meant. */
  static ParameterException explain(ParameterException mistake) {
    CommandSpec spec = mistake.getCommandLine().getCommandSpec();
    if (!(mistake instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()
        || !CommandTree.command(spec).isGroup()) {
      return mistake;
    }
    String word = unmatched.getUnmatched().get(0);
    List<String> meant = meant(word, spec);
    return meant.isEmpty()
        ? mistake
        : new ParameterException(
            mistake.getCommandLine(),
            "unknown command \"%s\" for \"%s\"; did you mean \"vcluster telemetry %s\"?"
                .formatted(PlainText.cut(word), spec.qualifiedName(), meant.get(0)));
  }

  private static List<String> meant(String word, CommandSpec spec) {
    CommandLine telemetry = HelpStyle.find(spec.root().commandLine(), Command.TELEMETRY.path());
    return switch (word) {
      case "off" -> List.of(Command.DISABLE.word());
      case "on" -> List.of(Command.ENABLE.word());
      default -> {
        if (telemetry.getSubcommands().containsKey(word)) {
          yield List.of(word);
        }
        // Near names of its own are suggested anyway.
        boolean ownIsNear = !UsageError.similar(word, names(spec.commandLine())).isEmpty();
        yield ownIsNear ? List.of() : UsageError.similar(word, names(telemetry));
      }
    };
  }

  private static Stream<String> names(CommandLine group) {
    return group.getSubcommands().keySet().stream();
  }
}
