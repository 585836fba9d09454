package vcluster.backend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vcluster.backend.store.Erasure.Erased;

/**
 * What an erasure did.
 *
 * @param database where
 */
record ErasureReport(String database, Erased erased) {
  /** Some lines. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Database: " + database);
    lines.add("Machines: " + erased.machines());
    lines.add("Instances: " + erased.instances());
    if (erased.shared() > 0) {
      lines.add(
          "Shared instances: "
              + erased.shared()
              + ". Other machines are said to have created them too, so only what names these was"
              + " erased. For the rest add the machine's other id, or the instance's (--uid).");
    }
    erased.rows().forEach((kind, count) -> lines.add(kind + ": " + count));
    lines.add(
        (erased.all() == 0 ? "Nothing was found." : erased.all() + " rows erased.")
            + " What they claim to have done until now is refused from now on.");
    return String.join("\n", lines);
  }

  /** An object (docs/formats.md#vcluster-backend-erase--o-json). */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("database", database)
        .put("machines", erased.machines())
        .put("instances", erased.instances())
        .put("sharedInstances", erased.shared());
    erased.rows().forEach(json.putObject("rows")::put);
    return json.toString();
  }
}
