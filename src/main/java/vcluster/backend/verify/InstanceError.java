package vcluster.backend.verify;

import java.util.List;

/**
 * What went wrong in a vCluster: {@code vcluster_error}.
 *
 * @param severity such as {@code warning}, {@code error}, {@code fatal}, {@code panic}
 * @param error the class of error
 * @param helmKeys dotted names of the values that are set
 */
public record InstanceError(
    Sender sender, String instanceId, String severity, String error, List<String> helmKeys)
    implements Telemetry {}
