package vcluster.backend.registry;

import java.util.HashSet;
import java.util.Set;

/**
 * The paths that the charts of every release define in their values, the fields of Kubernetes'
 * types included.
 */
public final class HelmValues {
  private static final String USERS = "user";

  private final Set<String> known = new HashSet<>();
  private final Set<String> inner = new HashSet<>();
  private final Set<String> users = new HashSet<>();

  HelmValues(Table values, Table fields) {
    for (Table.Row row : values.rows()) {
      String path = row.get("path");
      add(path, row.get("type"));
      if (!row.is("k8s_type", "")) {
        for (Table.Row field : fields.where("type", row.get("k8s_type"))) {
          add(path + '.' + field.get("path"), field.get("kind"));
        }
      }
    }
  }

  private void add(String path, String type) {
    known.add(path);
    for (int end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      inner.add(path.substring(0, end));
    }
    if (type.equals(USERS)) {
      users.add(path);
    }
  }

  /** Whether the charts define this path, such as {@code sync.nodes.enabled}. */
  public boolean isKnown(String path) {
    return known.contains(path);
  }

  /** Whether the charts define names below this path; below others they are the user's. */
  public boolean hasNamesBelow(String path) {
    return inner.contains(path) && !users.contains(path);
  }
}
