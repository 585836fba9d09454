package vcluster.syncer;

/**
 * The group, version and kind of a resource; nothing else about a resource is ever sent.
 *
 * @param group the API group, empty for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Pod}
 */
public record Gvk(String group, String version, String kind) {
  /** For events that are not about a resource. */
  public static final Gvk NONE = new Gvk("", "", "");
}
