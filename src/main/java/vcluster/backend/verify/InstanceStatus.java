package vcluster.backend.verify;

import java.util.OptionalLong;

/** What runs in a vCluster: {@code vcluster_status}. */
public record InstanceStatus(
    Sender sender,
    String instanceId,
    OptionalLong namespaces,
    OptionalLong pods,
    OptionalLong podsFailing)
    implements Telemetry {}
