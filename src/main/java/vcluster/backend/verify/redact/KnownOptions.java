package vcluster.backend.verify.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the options of every generation. */
final class KnownOptions {
  /**
   * One of them.
   *
   * @param name with its dashes
   * @param takesValue whether the next word belongs to it
   */
  record Option(String name, boolean takesValue) {}

  private final Map<String, Option> byName = new HashMap<>();

  /** Reads lines such as {@code n namespace=} (options.txt says how they are made). */
  static KnownOptions read(List<String> lines) {
    KnownOptions options = new KnownOptions();
    for (String line : lines) {
      String name = line.substring(line.lastIndexOf(' ') + 1);
      boolean takesValue = name.endsWith("=");
      Option option = new Option("--" + name.replace("=", ""), takesValue);
      options.byName.put(option.name(), option);
      if (line.indexOf(' ') == 1) {
        options.byName.put("-" + line.charAt(0), option);
      }
    }
    return options;
  }

  /** The option that goes by {@code name}, a long or a short one with its dashes. */
  Optional<Option> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
