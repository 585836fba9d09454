package vcluster.build.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads the grammar off picocli's command tree. Hidden commands are left out, and so are hidden
 * options, unless the program itself shows an option of that name: those are the global ones.
 */
final class GrammarReader {
  private final CommandSpec program;
  private final boolean notes;
  private final List<OptionSpec> everywhere = new ArrayList<>();

  /**
   * Reads the tree below {@code program}.
   *
   * @param notes whether commands and options come with their descriptions
   */
  GrammarReader(CommandSpec program, boolean notes) {
    this.program = program;
    this.notes = notes;
    for (OptionSpec option : program.options()) {
      if (!option.hidden() && isEverywhere(option, program)) {
        everywhere.add(option);
      }
    }
  }

  Grammar read() {
    return new Grammar(options(everywhere), command(program, List.of(program.name())));
  }

  private Command command(CommandSpec spec, List<String> path) {
    List<Command> below = new ArrayList<>();
    // An alias is a command like any other here, so it is a key of this map that counts.
    for (Map.Entry<String, CommandLine> entry : spec.subcommands().entrySet()) {
      CommandSpec child = entry.getValue().getCommandSpec();
      if (!child.usageMessage().hidden()) {
        List<String> childPath = new ArrayList<>(path);
        childPath.add(entry.getKey());
        below.add(command(child, childPath));
      }
    }
    List<OptionSpec> own = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (isOwn(option)) {
        own.add(option);
      }
    }
    String[] header = spec.usageMessage().header();
    String note = note(header.length > 0 ? header : spec.usageMessage().description());
    return new Command(path, note, below, options(own), ValueReader.arguments(spec));
  }

  private List<Option> options(List<OptionSpec> specs) {
    List<Option> options = new ArrayList<>();
    for (OptionSpec spec : specs) {
      Value value = ValueReader.ofOption(spec);
      options.add(new Option(List.of(spec.names()), value, note(spec.description())));
    }
    return options;
  }

  private String note(String[] description) {
    return notes ? Note.of(description) : "";
  }

  private boolean isOwn(OptionSpec option) {
    for (OptionSpec global : everywhere) {
      if (global.longestName().equals(option.longestName())) {
        return false;
      }
    }
    OptionSpec top = program.findOption(option.longestName());
    return !option.hidden() || (top != null && !top.hidden());
  }

  private static boolean isEverywhere(OptionSpec option, CommandSpec spec) {
    if (spec.findOption(option.longestName()) == null) {
      return false;
    }
    for (CommandLine below : spec.subcommands().values()) {
      CommandSpec child = below.getCommandSpec();
      if (!child.usageMessage().hidden() && !isEverywhere(option, child)) {
        return false;
      }
    }
    return true;
  }
}
