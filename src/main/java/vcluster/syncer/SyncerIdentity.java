package vcluster.syncer;

import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;

/**
 * What a syncer knows about its instance without asking an API server; what is unknown is empty.
 *
 * @param creator what created the instance, such as {@code vclusterctl}
 * @param creatorUid the hash that stands for the creator's machine
 * @param arch GOARCH, such as {@code amd64}
 * @param os GOOS, such as {@code linux}
 * @param version of the vCluster's syncer, such as {@code v0.15.0}
 */
public record SyncerIdentity(
    String creator, String creatorUid, String arch, String os, String version) {
  /** The identity in {@code VCLUSTER_TELEMETRY_CONFIG}, which the chart sets, on this platform. */
  static SyncerIdentity of(TelemetryConfig given, GoPlatform platform, String version) {
    // Charts from 0.18 on only give the machine's id (docs/protocol.md#helm-values).
    String creatorUid =
        given.instanceCreatorUid().isEmpty() ? given.machineId() : given.instanceCreatorUid();
    return new SyncerIdentity(
        given.instanceCreator(), creatorUid, platform.arch(), platform.os(), version);
  }
}
