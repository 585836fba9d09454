package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reduces helm values to the paths that are set, as far as the chart defines their names. Below
 * labels and the like, names are the user's.
 */
final class HelmKeys {
  private static final int DEPTH = 8;
  private static final int MAX_PATHS = 200;

  private final Set<String> known = new HashSet<>();
  private final Set<String> open = new HashSet<>();

  /** Takes names; {@code =} marks a map whose keys are the user's (helm-keys.txt). */
  HelmKeys(List<String> lines) {
    for (String line : lines) {
      String name = line.replace("=", "");
      known.add(name);
      if (line.endsWith("=")) {
        open.add(name);
      }
    }
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
