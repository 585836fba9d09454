package vcluster.backend.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of what clients send, and what becomes of it.
 *
 * @param read whether anything of it is looked at; the others are known, and dropped
 * @param inner the fields of the object that it holds, by their names
 */
public record Field(boolean read, Map<String, Field> inner) {
  /** The fields of a kind of event, from the rows of the table that say so. */
  static Field of(List<Table.Row> rows) {
    Field root = new Field(true, new HashMap<>());
    for (Table.Row row : rows) {
      List<String> names = List.of(row.get("field").substring(1).split("/"));
      Field at = root;
      for (String name : names.subList(0, names.size() - 1)) {
        at = at.inner.computeIfAbsent(name, any -> new Field(true, new HashMap<>()));
      }
      boolean read = !row.is("use", "dropped");
      at.inner.put(names.get(names.size() - 1), new Field(read, new HashMap<>()));
    }
    return root;
  }

  /** The field of the object in this one; null if nobody knows it. */
  public @Nullable Field inner(String name) {
    return inner.get(name);
  }
}
