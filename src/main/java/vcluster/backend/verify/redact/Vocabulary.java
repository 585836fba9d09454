package vcluster.backend.verify.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands and options of all generations of the command line.
 *
 * @param program the word that commands begin with
 * @param options by their long and short names, dashes included
 */
record Vocabulary(Word program, Map<String, Option> options) {
  /**
   * A word of commands.
   *
   * @param next the words that may follow it
   */
  record Word(Map<String, Word> next) {}

  /**
   * An option.
   *
   * @param name with its dashes
   * @param takesValue whether the word after it is its value
   */
  record Option(String name, boolean takesValue) {}

  /**
   * Reads two lists.
   *
   * @param commands lines such as {@code telemetry status} (commands.txt)
   * @param options lines such as {@code n namespace=} (options.txt)
   */
  Vocabulary(List<String> commands, List<String> options) {
    this(new Word(new HashMap<>()), new HashMap<>());
    commands.forEach(this::addCommand);
    options.forEach(this::addOption);
  }

  private void addCommand(String path) {
    Word at = program;
    for (String word : path.split(" ", -1)) {
      at = at.next.computeIfAbsent(word, key -> new Word(new HashMap<>()));
    }
  }

  private void addOption(String line) {
    String name = line.substring(line.lastIndexOf(' ') + 1);
    Option option = new Option("--" + name.replace("=", ""), name.endsWith("="));
    options.put(option.name(), option);
    if (line.indexOf(' ') == 1) {
      options.put("-" + line.charAt(0), option);
    }
  }
}
