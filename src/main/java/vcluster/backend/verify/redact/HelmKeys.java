package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vcluster.backend.registry.HelmValues;

/**
 * Reduces helm values to the paths that are set, as far as the charts define them. Below labels and
 * the like, names are the user's; a map without content sets nothing.
 */
final class HelmKeys {
  private static final int MAX_PATHS = 500;

  private final HelmValues charts;

  HelmKeys(HelmValues charts) {
    this.charts = charts;
  }

  /** The sorted paths, separated by blanks; {@code *} stands for an unknown name. */
  String of(JsonNode values) {
    Set<String> paths = new TreeSet<>();
    collect("", values, paths);
    return String.join(" ", paths);
  }

  private void collect(String parent, JsonNode node, Set<String> paths) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String path = parent + field.getKey();
      if (paths.size() >= MAX_PATHS) {
        return;
      }
      if (!charts.isKnown(path)) {
        paths.add(parent + KnownWords.UNKNOWN);
      } else if (field.getValue().isObject() && charts.hasNamesBelow(path)) {
        collect(path + ".", field.getValue(), paths);
      } else if (!field.getValue().isObject() || !field.getValue().isEmpty()) {
        paths.add(path);
      }
    }
  }
}
