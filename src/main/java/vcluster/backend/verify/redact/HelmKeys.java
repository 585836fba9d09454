package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The paths of the helm values that are set, as far as their names are the chart's own: below
 * labels and the like names are values.
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

  /** Reads names, those of maps of the user's with an {@code =} (helm-keys.txt). */
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

  /** The paths in order, with dots within and blanks between them; {@code *} for unknown names. */
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
