package vcluster.it;

import java.util.ArrayList;
import java.util.List;

/**
 * Command lines that leave events which can be told apart, though no value is in them: by their
 * options, and the order of these.
 */
final class CommandLines {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("version"), List.of("telemetry", "enable"));

  private static final List<String> OPTIONS =
      List.of("--debug", "--silent", "--context=c", "--namespace=n", "--log-output=raw");

  private CommandLines() {}

  /** The first {@code count} of them, 652 at most. */
  static List<String[]> different(int count) {
    List<List<String>> orders = new ArrayList<>();
    addOrders(List.of(), orders);
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> line = new ArrayList<>(COMMANDS.get(i % COMMANDS.size()));
      line.addAll(orders.get(i / COMMANDS.size()));
      lines.add(line.toArray(new String[0]));
    }
    return lines;
  }

  /** What the event of such a line says. */
  static List<String> event(String[] line) {
    List<String> words = new ArrayList<>(List.of("vcluster"));
    for (String word : line) {
      words.add(word.replaceAll("=.*", ""));
    }
    return words;
  }

  private static void addOrders(List<String> chosen, List<List<String>> orders) {
    orders.add(chosen);
    for (String option : OPTIONS) {
      if (!chosen.contains(option)) {
        List<String> longer = new ArrayList<>(chosen);
        longer.add(option);
        addOrders(longer, orders);
      }
    }
  }
}
