package vcluster.cli;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what is wrong with a command line, and what may have been meant. */
final class UsageMistake {
  private UsageMistake() {}

  static void print(ParameterException mistake, PrintStream err) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      printUnmatched(unmatched, name, err);
    } else {
      err.println("vcluster: " + mistake.getMessage());
    }
    err.println("Run '" + name + " --help' for usage.");
  }

  private static void printUnmatched(
      UnmatchedArgumentException unmatched, String name, PrintStream err) {
    String word = unmatched.getUnmatched().get(0);
    boolean option = unmatched.isUnknownOption();
    boolean command = !unmatched.getCommandLine().getSubcommands().isEmpty();
    String kind = option ? "unknown option" : command ? "unknown command" : "surplus argument";
    String shown = option && word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
    err.println("vcluster: " + kind + " \"" + shown + "\" for \"" + name + "\"");
    List<String> suggestions = unmatched.getSuggestions();
    if ((option || command) && !suggestions.isEmpty()) {
      err.println();
      err.println("Did you mean this?");
      suggestions.forEach(suggestion -> err.println("  " + suggestion));
      err.println();
    }
  }
}
