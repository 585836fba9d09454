package vcluster.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vcluster.usage.UsageError;

/**
 * What the words of a line with a mistake may mean behind it, where parsing has ended and the
 * original's might have gone on. In doubt that is whatever sends less.
 */
record Unparsed(List<String> words) {
  Unparsed {
    words = List.copyOf(words);
  }

  /** The values that {@code --config} may have; empty if one can't be told. */
  Optional<Set<String>> configs() {
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith(Options.CONFIG + "=")) {
        values.add(word.substring(Options.CONFIG.length() + 1));
      } else if (word.equals(Options.CONFIG) && i + 1 < words.size()) {
        values.add(words.get(i + 1));
      } else if (word.equals(Options.CONFIG) || isMistyped(word)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** Whether {@code --silent} may be among them, perhaps as one of several short options. */
  boolean maySilence() {
    for (String word : words) {
      boolean shortOptions = word.startsWith("-") && !word.startsWith("--");
      if (word.startsWith("--silent") || (shortOptions && word.indexOf('s') > 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMistyped(String word) {
    String name = word.split("=", 2)[0];
    return name.startsWith("-") && !UsageError.similar(name, Stream.of(Options.CONFIG)).isEmpty();
  }
}
