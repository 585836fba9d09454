package vcluster.syncer;

import java.util.Optional;

/**
 * What the API servers say of an instance; what is not known is empty.
 *
 * @param uid of the PersistentVolumeClaim {@code data-<name>-0}, else of the Service
 * @param flags the content of {@code syncerFlags}: JSON with the names of the flags that were set
 * @param serviceType such as {@code ClusterIP}
 */
public record ClusterFacts(
    String uid,
    String flags,
    String serviceType,
    Optional<KubernetesVersion> virtualVersion,
    Optional<KubernetesVersion> hostVersion) {
  /** Nothing is known. */
  public static final ClusterFacts NONE =
      new ClusterFacts("", "", "", Optional.empty(), Optional.empty());

  /** Where the facts come from. */
  @FunctionalInterface
  public interface Source {
    /** What is known now; asks the API servers, within a few seconds, and never throws. */
    ClusterFacts read();
  }
}
