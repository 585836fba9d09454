package vcluster.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands as picocli's parser has them. Built through its API: reading one annotation costs
 * more than all of this (docs/decisions/0001-commands-through-picoclis-api.md).
 */
public final class CommandTree {
  private final @Nullable List<String> words;

  private CommandTree(@Nullable List<String> words) {
    this.words = words;
  }

  /** The whole tree, new: picocli keeps what it parses in it. */
  public static CommandLine create() {
    return new CommandLine(new CommandTree(null).spec(Command.VCLUSTER));
  }

  /**
   * The tree without the commands and the options of the original that a line can't name, for none
   * of these words is their name: each costs time, and a line without a mistake parses alike.
   */
  static CommandLine createFor(String... words) {
    return new CommandLine(new CommandTree(List.of(words)).spec(Command.VCLUSTER));
  }

  /** The command that picocli knows by this. */
  static Command command(CommandSpec spec) {
    return (Command) spec.userObject();
  }

  private CommandSpec spec(Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(command.word());
    spec.interpolateVariables(false);
    setParser(spec, command);
    command.describe(spec);
    if (command == Command.CREATE) {
      Original.add(spec, words);
    }
    for (Command below : Command.values()) {
      if (isBelow(below, command) && mayName(below)) {
        CommandSpec child = spec(below);
        child.usageMessage().hidden(below.parent() != command);
        spec.addSubcommand(below.word(), child);
      }
    }
    return spec;
  }

  /** A group has its help as a command too, as in the original. */
  private static boolean isBelow(Command below, Command command) {
    return below.parent() == command || (below == Command.HELP && command.isGroup());
  }

  private boolean mayName(Command command) {
    return words == null || words.contains(command.word());
  }

  /** Parsing ends at the first mistake: what came before it is the longest valid prefix. */
  private static void setParser(CommandSpec spec, Command command) {
    spec.parser()
        .stopAtUnmatched(true)
        // What follows the first word of a line to preview belongs to that line.
        .stopAtPositional(command == Command.PREVIEW)
        .overwrittenOptionsAllowed(true)
        // A namespace may be called "telemetry".
        .allowSubcommandsAsOptionParameters(true)
        .expandAtFiles(false);
  }
}
