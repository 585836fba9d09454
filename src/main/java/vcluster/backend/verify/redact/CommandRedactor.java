package vcluster.backend.verify.redact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vcluster.backend.verify.redact.KnownWords.RedactedCommand;

/**
 * Redacts one command line, word by word: raw as the original sends it, or redacted already as ours
 * does. Known words pass; every other one becomes {@code *}.
 */
final class CommandRedactor {
  private static final String UNKNOWN = "*";
  private static final String UNKNOWN_OPTION = "--*";
  private static final int MAX_WORDS = 8;
  private static final int MAX_OPTIONS = 32;

  private final Vocabulary vocabulary;
  private final List<String> words = new ArrayList<>(List.of("vcluster"));
  private final Set<String> options = new LinkedHashSet<>();
  private Vocabulary.@Nullable Word at;

  /** Whether the next word, unless it is a known one, is the value of the option before it. */
  private boolean awaitsValue;

  /** Whether the option before is known, so that it certainly takes a value. */
  private boolean sure;

  CommandRedactor(Vocabulary vocabulary) {
    this.at = vocabulary.program();
    this.vocabulary = vocabulary;
  }

  /** Redacts a line whose first word is the path of the program. */
  RedactedCommand redact(List<String> line) {
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
    Vocabulary.Word next = at == null ? null : at.next().get(word);
    boolean isValue = awaitsValue && (sure || next == null);
    awaitsValue = false;
    // A line that is redacted already has no values, so its placeholder is none.
    if (isValue && !word.equals(UNKNOWN)) {
      return;
    }
    at = next;
    add(next == null ? UNKNOWN : word);
  }

  private void option(String word) {
    String name = word.startsWith("--") ? beforeEquals(word) : word.substring(0, 2);
    Vocabulary.Option option = vocabulary.options().get(name);
    if (options.size() < MAX_OPTIONS) {
      options.add(option == null ? UNKNOWN_OPTION : option.name());
    }
    boolean joined = !word.equals(name);
    sure = option != null;
    awaitsValue = !joined && (option == null || option.takesValue());
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
