package vcluster.backend.verify.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vcluster.backend.registry.Commands;
import vcluster.backend.registry.Commands.Option;
import vcluster.backend.registry.Commands.Word;
import vcluster.backend.verify.redact.KnownWords.RedactedCommand;

/**
 * Redacts one command line, word by word: raw as the original sends it, or redacted already as ours
 * does. The words of commands pass, aliases as what they stand for; every other one becomes {@code
 * *}.
 */
final class CommandRedactor {
  private static final String UNKNOWN_OPTION = "--*";
  private static final int MAX_UNKNOWN = 6;
  private static final int MAX_OPTIONS = 32;

  /** What older completion scripts run at every Tab; a command line that is not run follows. */
  private static final Set<String> TABS =
      Set.of("vcluster __complete", "vcluster __completeNoDesc");

  private final Commands commands;
  private final String version;
  private final List<String> options = new ArrayList<>();
  private Word command;
  private int unknown;

  /** Whether the next word, unless it is a known one, is the value of the option before it. */
  private boolean awaitsValue;

  /** Whether the option before is known, so that it certainly takes a value. */
  private boolean sure;

  CommandRedactor(Commands commands, String version) {
    this.commands = commands;
    this.version = version;
    this.command = commands.program();
  }

  /** Redacts a line whose first word is the path of the program. */
  RedactedCommand redact(List<String> line) {
    for (String word : line.subList(Math.min(1, line.size()), line.size())) {
      if (word.equals("--")) {
        // Another program's command line.
        unknown++;
        break;
      }
      if (word.startsWith("-") && word.length() > 1) {
        option(word);
      } else {
        word(word);
      }
      if (TABS.contains(command.path())) {
        break;
      }
    }
    return new RedactedCommand(words(), options());
  }

  private void word(String word) {
    Word next = unknown > 0 ? null : command.next(word);
    boolean isValue = awaitsValue && (sure || next == null);
    awaitsValue = false;
    // A line that is redacted already has no values, so its placeholder is none.
    if (isValue && !word.equals(KnownWords.UNKNOWN)) {
      return;
    }
    if (next == null) {
      unknown++;
    } else {
      command = next;
    }
  }

  private void option(String word) {
    String name = word.startsWith("--") ? beforeEquals(word) : word.substring(0, 2);
    Optional<Option> option = commands.optionBelow(canonical(), name);
    options.add(name);
    boolean joined = !word.equals(name);
    sure = option.isPresent();
    awaitsValue = !joined && option.map(Option::takesValue).orElse(true);
  }

  private String canonical() {
    return commands.canonical(command, version);
  }

  private String words() {
    return canonical() + (" " + KnownWords.UNKNOWN).repeat(Math.min(unknown, MAX_UNKNOWN));
  }

  /** Only the whole line says which command they belong to. */
  private String options() {
    String path = canonical();
    return options.stream()
        .map(name -> commands.option(path, name).map(Option::name).orElse(UNKNOWN_OPTION))
        .distinct()
        .limit(MAX_OPTIONS)
        .collect(Collectors.joining(" "));
  }

  private static String beforeEquals(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
