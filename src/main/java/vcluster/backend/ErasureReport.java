package vcluster.backend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vcluster.backend.store.Erasure.Erased;

/**
 * What an erasure did.
 *
 * @param database where
 * @param machines how many machines, those included that were asked for
 * @param instances the same of instances
 * @param kinds how many rows of each kind
 */
record ErasureReport(String database, int machines, int instances, Map<String, Long> kinds) {
  static ErasureReport of(String database, List<Erased> parts) {
    Map<String, Long> kinds = new TreeMap<>();
    parts.forEach(part -> part.rows().forEach((kind, rows) -> kinds.merge(kind, rows, Long::sum)));
    return new ErasureReport(
        database,
        parts.stream().mapToInt(Erased::machines).sum(),
        parts.stream().mapToInt(Erased::instances).sum(),
        kinds);
  }

  long rows() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Some lines. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Database: " + database);
    lines.add("Machines: " + machines);
    lines.add("Instances: " + instances);
    kinds.forEach((kind, count) -> lines.add(kind + ": " + count));
    lines.add(
        (rows() == 0 ? "Nothing was found." : rows() + " rows erased.")
            + " What they claim to have done until now is refused from now on.");
    return String.join("\n", lines);
  }

  /** An object (docs/formats.md#vcluster-backend-erase--o-json). */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("database", database).put("machines", machines).put("instances", instances);
    kinds.forEach(json.putObject("rows")::put);
    return json.toString();
  }
}
