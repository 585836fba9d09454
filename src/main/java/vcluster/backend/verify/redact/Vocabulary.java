package vcluster.backend.verify.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands and options of all generations of the command line. */
final class Vocabulary {
  /**
   * A word of commands.
   *
   * @param next the words that may follow it
   */
  record Word(Map<String, Word> next) {
    @Nullable Word next(String word) {
      return next.get(word);
    }
  }

  /**
   * An option.
   *
   * @param name with its dashes
   * @param takesValue whether the word after it is its value
   */
  record Option(String name, boolean takesValue) {}

  private final Word program = new Word(new HashMap<>());
  private final Map<String, Option> options = new HashMap<>();

  /**
   * Reads two lists.
   *
   * @param commands lines such as {@code telemetry status} (commands.txt)
   * @param options lines such as {@code n namespace=} (options.txt)
   */
  Vocabulary(List<String> commands, List<String> options) {
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

  /** The word that commands begin with. */
  Word program() {
    return program;
  }

  /** The option with this long or short name, dashes included. */
  Optional<Option> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
