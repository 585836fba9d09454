package vcluster.backend.verify.redact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vcluster.backend.verify.RedactedCommand;

/**
 * Reads one command line, raw as the original sends it or cut already as ours does, word by word.
 * Only what is in the lists gets out; all else is {@code *}.
 */
final class CommandRedactor {
  private static final String UNKNOWN = "*";
  private static final String UNKNOWN_OPTION = "--*";
  private static final int MAX_WORDS = 8;
  private static final int MAX_OPTIONS = 32;

  private final KnownOptions known;
  private final List<String> words = new ArrayList<>(List.of("vcluster"));
  private final Set<String> options = new LinkedHashSet<>();
  private @Nullable KnownCommands at;

  /** What the next word is if it is not a known one: the value of the option before. */
  private boolean awaitsValue;

  /** Whether it is sure that the option before takes a value. */
  private boolean sure;

  CommandRedactor(KnownCommands commands, KnownOptions known) {
    this.at = commands;
    this.known = known;
  }

  /** What is kept of a line, whose first word is the path of the program. */
  RedactedCommand cut(List<String> line) {
    for (int i = 1; i < line.size(); i++) {
      String word = line.get(i);
      if (word.equals("--")) {
        // Another program's command line.
        add(UNKNOWN);
        break;
      }
      if (word.startsWith("-") && word.length() > 1) {
        option(word);
      } else {
        word(word);
      }
    }
    return new RedactedCommand(String.join(" ", words), String.join(" ", options));
  }

  private void word(String word) {
    KnownCommands next = at == null ? null : at.next(word);
    boolean isValue = awaitsValue && (sure || next == null);
    awaitsValue = false;
    // A line that is cut already has no values: a placeholder is none either.
    if (isValue && !word.equals(UNKNOWN)) {
      return;
    }
    at = next;
    add(next == null ? UNKNOWN : word);
  }

  private void option(String word) {
    String name = word.startsWith("--") ? beforeEquals(word) : word.substring(0, 2);
    Optional<KnownOptions.Option> option = known.find(name);
    if (options.size() < MAX_OPTIONS) {
      options.add(option.map(KnownOptions.Option::name).orElse(UNKNOWN_OPTION));
    }
    boolean joined = !word.equals(name);
    sure = option.isPresent();
    awaitsValue = !joined && option.map(KnownOptions.Option::takesValue).orElse(true);
  }

  private void add(String word) {
    if (words.size() < MAX_WORDS) {
      words.add(word);
    }
  }

  private static String beforeEquals(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
