package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reduces helm values to the paths that are set, as far as the chart defines their names. Below
 * labels and the like, names are the user's.
 */
final class HelmKeys {
  private static final int DEPTH = 8;
  private static final int MAX_PATHS = 200;

  private final Set<String> known;

  private final Set<String> open;

  private HelmKeys(Set<String> known, Set<String> open) {
    this.known = known;
    this.open = open;
  }

  /** Reads names; {@code =} marks a map whose keys are the user's (helm-keys.txt). */
  static HelmKeys read(List<String> lines) {
    Set<String> open =
        lines.stream()
            .filter(line -> line.endsWith("="))
            .map(line -> line.replace("=", ""))
            .collect(Collectors.toUnmodifiableSet());
    return new HelmKeys(
        lines.stream().map(line -> line.replace("=", "")).collect(Collectors.toUnmodifiableSet()),
        open);
  }

  /** The sorted paths, separated by blanks; {@code *} stands for an unknown name. */
  String of(JsonNode values) {
    Set<String> paths = new TreeSet<>();
    collect("", values, 1, paths);
    return String.join(" ", paths);
  }

  private void collect(String parent, JsonNode node, int depth, Set<String> paths) {
    if (!node.isObject()) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (paths.size() >= MAX_PATHS) {
        return;
      }
      boolean isKnown = known.contains(field.getKey());
      String path = parent + (isKnown ? field.getKey() : "*");
      boolean ends = !isKnown || open.contains(field.getKey()) || depth == DEPTH;
      if (!ends && field.getValue().isObject() && !field.getValue().isEmpty()) {
        collect(path + ".", field.getValue(), depth + 1, paths);
      } else {
        paths.add(path);
      }
    }
  }
}
