package vcluster.helm;

import java.util.regex.Pattern;

/** The name of an instance, which becomes the name of a Kubernetes Service and of a release. */
public final class InstanceName {
  /** What RFC 1123 calls a label, as Kubernetes checks it ({@code IsDNS1123Label}). */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private InstanceName() {}

  /** Whether Kubernetes takes this as a name. */
  public static boolean isValid(String name) {
    return LABEL.matcher(name).matches();
  }
}
