package vcluster.backend.verify;

import java.util.List;
import java.util.OptionalLong;

/**
 * A vCluster that has started: {@code vcluster_start}.
 *
 * @param instanceId the field {@code vcluster_id}
 * @param osArch such as {@code linux/amd64}
 * @param creationTimestamp Unix seconds, as claimed
 * @param virtualVersion Kubernetes' {@code gitVersion}, such as {@code v1.26.0+k3s1}
 * @param helmKeys dotted names of the values that are set
 */
public record InstanceStart(
    Sender sender,
    String instanceId,
    String version,
    String distro,
    String virtualVersion,
    String hostVersion,
    String osArch,
    String creationMethod,
    OptionalLong creationTimestamp,
    List<String> helmKeys)
    implements Telemetry {}
