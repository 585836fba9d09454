package vcluster.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vcluster.cli.Command;
import vcluster.testing.Unchecked;

/** Command lines full of what must never leave. */
final class CommandLinesWithSecrets {
  /** In every secret, whatever else is around it. */
  static final String SECRET = "hunter2";

  /**
   * {@code %} stands for a secret; words are separated by a blank. Those that create are dry runs:
   * helm is not let loose.
   */
  private static final List<String> LINES = withEveryCommand();

  /** What may be around a secret: what JSON escapes, what shells and parsers split at, length. */
  private static final List<String> FORMS =
      List.of(
          "%",
          "x%",
          "%=y",
          "\"%\"",
          "a\\%\n",
          "\u00e9%\ud83d\ude00",
          "<%>&",
          "%,%",
          "{\"k\":\"%\"}",
          "%".repeat(200));

  private CommandLinesWithSecrets() {}

  private static List<String> withEveryCommand() {
    Path table = Path.of("src/test/resources/tables/lines-with-secrets.txt");
    List<String> all = new ArrayList<>(Unchecked.get(() -> Files.readAllLines(table)));
    for (Command command : Command.values()) {
      all.add((String.join(" ", command.sample()) + " % --context % --%=%").strip());
    }
    return all;
  }

  /** How many there are before any comes again with another secret. */
  static int kinds() {
    return LINES.size();
  }

  /** The first {@code count} of them, each with a secret of its own. */
  static List<String[]> different(int count) {
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String form = FORMS.get((i + i / LINES.size()) % FORMS.size());
      String secret = form.replace("%", SECRET + "-" + i);
      String[] words = LINES.get(i % LINES.size()).split(" ");
      lines.add(Arrays.stream(words).map(word -> word.replace("%", secret)).toArray(String[]::new));
    }
    return lines;
  }
}
