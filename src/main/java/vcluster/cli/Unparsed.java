package vcluster.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vcluster.usage.UsageError;

/**
 * What the words of a line with a mistake may mean behind it, where parsing has ended and the
 * original's might have gone on. In doubt that is whatever sends less.
 */
record Unparsed(List<String> words) {
  private static final Set<String> OFF =
      Set.of("false", "forget", "no", "not", "off", "optout", "out", "stop");

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
      } else if (mayMeanConfig(word)) {
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

  /** Whether somebody may have tried to turn telemetry off. */
  boolean mayOptOut() {
    for (String word : words) {
      for (String part : word.toLowerCase(Locale.ROOT).split("[-_=]", -1)) {
        if (part.contains("disable") || OFF.contains(part) || isNear(part, "disable")) {
          return true;
        }
      }
    }
    return false;
  }

  /** As {@code --Config}, {@code --config-file}, and what a text processor makes of two hyphens. */
  private static boolean mayMeanConfig(String word) {
    String name = word.split("=", 2)[0].toLowerCase(Locale.ROOT);
    return name.startsWith(Options.CONFIG) || isNear(name, Options.CONFIG);
  }

  private static boolean isNear(String word, String name) {
    return !UsageError.similar(word, Stream.of(name)).isEmpty();
  }
}
