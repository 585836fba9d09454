package vcluster.syncer;

/**
 * The kind of a resource, and all that is ever said of one.
 *
 * @param group the API group, empty for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Pod}
 */
public record Gvk(String group, String version, String kind) {
  /** Of something that is no resource. */
  public static final Gvk NONE = new Gvk("", "", "");
}
