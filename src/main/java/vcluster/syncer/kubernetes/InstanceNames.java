package vcluster.syncer.kubernetes;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * The name and namespace of a vCluster, and the names of its objects in the host cluster.
 *
 * @param name of the StatefulSet or Deployment, and of the Service
 */
record InstanceNames(String name, String namespace) {
  /** The label on all objects that a vCluster syncs to its host. */
  static final String MANAGED_BY = "vcluster.loft.sh/managed-by";

  private static final int MAX_NAME_LENGTH = 63;

  String loadBalancer() {
    return name + "-lb";
  }

  String volumeClaim() {
    return "data-" + name + "-0";
  }

  /** The Secret whose key {@code config} holds a kubeconfig of the virtual cluster. */
  String secret() {
    return "vc-" + name;
  }

  /**
   * The Lease of the leader election; like the syncer, it ends names that are too long in a hash.
   */
  String lease() {
    String full = "vcluster-" + name + "-controller";
    if (full.length() <= MAX_NAME_LENGTH) {
      return full;
    }
    return (full.substring(0, 52) + "-" + DigestUtils.sha256Hex(full).substring(0, 10))
        .replace(".-", "-");
  }
}
