package vcluster.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What an event says of a command line: the command path, each positional, then the options used,
 * all by their definitions (docs/protocol.md#what-is-recorded). What was typed appears only where
 * it is a word that we define.
 */
public final class CommandWords {
  /** Stands for a positional argument that is not from a closed set of ours. */
  public static final String ANY = "*";

  private CommandWords() {}

  /**
   * Reads the parsed line from its program down to its last command.
   *
   * @param levels what was parsed at each level of the command path, the program first; of a line
   *     that did not parse, what was parsed before the first mistake
   */
  public static List<String> of(List<ParseResult> levels) {
    List<String> words = new ArrayList<>();
    List<String> positionals = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    for (ParseResult level : levels) {
      words.add(level.commandSpec().name());
      // Picocli names one that takes several values once for each of them.
      for (PositionalParamSpec positional : new LinkedHashSet<>(level.matchedPositionals())) {
        addPositionals(positional, positionals);
      }
      for (OptionSpec option : level.matchedOptions()) {
        options.add(option.longestName());
      }
    }
    words.addAll(positionals);
    words.addAll(options);
    return words;
  }

  private static void addPositionals(PositionalParamSpec positional, List<String> words) {
    for (String value : positional.stringValues()) {
      words.add(isFromClosedSet(positional, value) ? value : ANY);
    }
  }

  private static boolean isFromClosedSet(PositionalParamSpec positional, String value) {
    if (positional.completionCandidates() == null) {
      return false;
    }
    for (String candidate : positional.completionCandidates()) {
      if (candidate.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
