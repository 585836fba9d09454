package vcluster.syncer;

import java.time.Duration;
import java.util.Optional;

/**
 * What the API servers tell about an instance; what is unknown is empty.
 *
 * @param uid of the PersistentVolumeClaim {@code data-<name>-0}, else of the Service
 * @param flags the content of {@code syncerFlags}: JSON with the names of the flags that were set
 * @param serviceType such as {@code ClusterIP}
 */
public record ClusterFacts(
    String uid,
    String flags,
    String serviceType,
    Optional<Version> virtualVersion,
    Optional<Version> hostVersion) {
  /** Nothing is known. */
  public static final ClusterFacts NONE =
      new ClusterFacts("", "", "", Optional.empty(), Optional.empty());

  /**
   * An API server's answer at {@code /version}.
   *
   * @param gitVersion such as {@code v1.31.2}
   */
  public record Version(String major, String minor, String gitVersion) {}

  /** Where the facts come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Asks the API servers for at most {@code limit}, and returns what is known then; never throws.
     */
    ClusterFacts read(Duration limit);
  }
}
