package vcluster.backend.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code vcluster_start}, {@code vcluster_status} or {@code vcluster_error} of an instance
 * (docs/protocol.md#instance-events).
 *
 * @param claimed Unix microseconds as the client gave them, however absurd
 * @param member the instance ({@code vcluster_id})
 * @param machine that created it, null if unknown
 * @param type the event's type
 * @param creator how the instance was created ({@code creation_method})
 * @param distro the virtual cluster's distribution, such as {@code k3s}
 * @param helmKeys the paths of the chart's keys that are set, separated by blanks
 * @param error one stable word, empty if nothing failed
 * @param namespaces their number, null if unknown
 */
public record InstanceEvent(
    @Nullable EventKey key,
    long claimed,
    UUID member,
    @Nullable UUID machine,
    String type,
    String creator,
    String os,
    String arch,
    String version,
    String distro,
    String virtualVersion,
    String hostVersion,
    String helmKeys,
    String severity,
    String error,
    @Nullable Long namespaces,
    @Nullable Long pods,
    @Nullable Long podsFailing)
    implements Incoming {
  private static final int KEYS_OF_A_WEIGHT = 256;

  @Override
  public int weight() {
    return 1 + helmKeys.length() / KEYS_OF_A_WEIGHT;
  }
}
