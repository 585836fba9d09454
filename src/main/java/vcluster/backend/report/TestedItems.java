package vcluster.backend.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.usage.PlainText;
import vcluster.usage.UsageError;

/**
 * What somebody's tests run, as a file lists it: an item on each line, such as {@code option
 * vcluster create --expose}.
 *
 * @param items each as its kind, a blank and its name
 */
public record TestedItems(Set<String> items) {
  private static final int SHOWN = 5;
  private static final String COMMENT = "#";

  /**
   * Reads the lines; empty ones and those that begin with {@code #} say nothing.
   *
   * @throws IllegalArgumentException naming the lines with something that the registry does not
   *     know, by their numbers
   */
  public static TestedItems parse(List<String> lines) {
    Set<String> known =
        Registry.items().stream().map(TestedItems::line).collect(Collectors.toSet());
    Set<String> items = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (known.contains(line)) {
        items.add(line);
      } else if (!line.isEmpty() && !line.startsWith(COMMENT)) {
        problems.add(
            "line %d: no item '%s'".formatted(i + 1, PlainText.cut(line)) + meant(line, known));
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - SHOWN;
      throw new IllegalArgumentException(
          problems.stream().limit(SHOWN).collect(Collectors.joining("; "))
              + (more > 0 ? "; and " + more + " more" : ""));
    }
    return new TestedItems(Set.copyOf(items));
  }

  /** A word that is near, or the option if all commands have it. */
  private static String meant(String line, Set<String> known) {
    String global = "option vcluster " + line.substring(line.lastIndexOf(' ') + 1);
    return Stream.concat(
            UsageError.similar(line, known.stream().sorted()).stream(),
            Stream.of(global).filter(known::contains))
        .findFirst()
        .map(meant -> ", did you mean '" + meant + "'?")
        .orElse("");
  }

  private static String line(Item item) {
    return item.kind() + ' ' + item.name();
  }

  /** Whether the tests run it; {@code *}, which stands for anything unknown, never is. */
  public boolean contains(ItemFigures figures) {
    return items.contains(figures.kind() + ' ' + figures.name());
  }
}
