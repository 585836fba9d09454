package vcluster.syncer;

/**
 * How a watch is doing.
 *
 * @param cluster {@link #HOST} or {@link #VIRTUAL}
 * @param resource what it watches, such as {@code pods}
 * @param failing whether nothing has worked for about five minutes; what access rules forbid does
 *     not count, nor a virtual cluster whose kubeconfig does not exist
 */
public record WatchStatus(String cluster, String resource, State state, boolean failing) {
  /** The cluster in which the vCluster runs. */
  public static final String HOST = "host";

  /** The vCluster itself. */
  public static final String VIRTUAL = "virtual";

  /** What a watch is at. */
  public enum State {
    /** Changes are seen as they happen. */
    WATCHING,
    /** All objects are being listed. */
    LISTING,
    /** It is too early for the next attempt, or there is no kubeconfig. */
    WAITING
  }
}
