package vcluster.backend.verify;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a syncer says of its instance, and what happened there (protocol.md section 3).
 *
 * @param setFlags names of the flags that were set
 * @param controllers such as {@code hoststorageclasses} or {@code -pods}
 * @param millisSinceLastUpload absent on the first upload
 */
public record SyncerUpload(
    String uid,
    String instanceCreator,
    String instanceCreatorUid,
    String arch,
    String os,
    String syncerVersion,
    String serviceType,
    KubernetesVersion virtualVersion,
    KubernetesVersion hostVersion,
    List<String> setFlags,
    List<String> controllers,
    OptionalLong millisSinceLastUpload,
    List<SyncerEvent> events)
    implements Telemetry {}
