package vcluster.build.completion;

import java.util.ArrayList;
import java.util.List;

/** The generated lines of a script: calls of its functions, one for each word that can be said. */
final class Table {
  private final Grammar grammar;
  private final Shell shell;

  Table(Grammar grammar, Shell shell) {
    this.grammar = grammar;
    this.shell = shell;
  }

  /** The options that every command takes. */
  List<String> everywhere() {
    List<String> lines = new ArrayList<>();
    for (Option option : grammar.everywhere()) {
      lines.add(option(option));
    }
    return lines;
  }

  /** What each command has of its own, one branch of a case for each. */
  List<String> commands() {
    List<String> lines = new ArrayList<>();
    for (Command command : grammar.program().all()) {
      List<String> own = own(command);
      if (!own.isEmpty()) {
        lines.add(shell.branch(String.join(" ", command.path())));
        for (String line : own) {
          lines.add("  " + line);
        }
        if (!shell.branchEnd().isEmpty()) {
          lines.add(shell.branchEnd());
        }
      }
    }
    return lines;
  }

  private List<String> own(Command command) {
    List<String> lines = new ArrayList<>();
    for (Command below : command.commands()) {
      lines.add(call("_vcluster_command", below.note(), below.name()));
    }
    for (Option option : command.options()) {
      lines.add(option(option));
    }
    for (Argument argument : command.arguments()) {
      String value = argument.value().text();
      lines.add(
          argument.repeated()
              ? call("_vcluster_argument", value, "repeated")
              : call("_vcluster_argument", value));
    }
    return lines;
  }

  private String option(Option option) {
    List<String> words = new ArrayList<>(List.of(option.note(), option.value().text()));
    words.addAll(option.names());
    return call("_vcluster_option", words.toArray(new String[0]));
  }

  private String call(String function, String... words) {
    StringBuilder line = new StringBuilder(function);
    for (String word : words) {
      line.append(' ').append(shell.quote(word));
    }
    return line.toString();
  }
}
