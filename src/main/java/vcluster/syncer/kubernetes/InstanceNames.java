package vcluster.syncer.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A vCluster in a namespace of its host, and what its objects there are called. */
record InstanceNames(String name, String namespace) {
  /** On all that a vCluster syncs to its host. */
  static final String MANAGED_BY = "vcluster.loft.sh/managed-by";

  private static final int MAX_NAME_LENGTH = 63;

  /** Of the StatefulSet or Deployment, and of the Service. */
  String workload() {
    return name;
  }

  String loadBalancer() {
    return name + "-lb";
  }

  String volumeClaim() {
    return "data-" + name + "-0";
  }

  /** Has a kubeconfig of the virtual cluster at the key {@code config}. */
  String secret() {
    return "vc-" + name;
  }

  /** The lock of the leader election; names that are too long end in a hash, as the syncer's do. */
  String lease() {
    String full = "vcluster-" + name + "-controller";
    if (full.length() <= MAX_NAME_LENGTH) {
      return full;
    }
    return (full.substring(0, 52) + "-" + sha256(full).substring(0, 10)).replace(".-", "-");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
