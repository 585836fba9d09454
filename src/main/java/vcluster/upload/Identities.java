package vcluster.upload;

import java.util.Map;
import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;
import vcluster.machine.MachineHash;
import vcluster.machine.MachineId;
import vcluster.outbox.TelemetryFolder;
import vcluster.wire.Identity;

/** Finds out in whose name requests are sent. */
final class Identities {
  private Identities() {}

  /**
   * This machine's identity; ids in {@code VCLUSTER_TELEMETRY_CONFIG} replace ours.
   *
   * @param home the home directory, byte for byte as it was found
   */
  static Identity of(Map<String, String> environment, String home, TelemetryFolder folder) {
    TelemetryConfig given = TelemetryConfig.of(environment);
    GoPlatform platform = GoPlatform.ofSystem();
    return new Identity(
        given.machineId().isEmpty() ? machineId(home, platform, folder) : given.machineId(),
        given.platformInstanceId(),
        given.platformUserId(),
        platform.os(),
        platform.arch());
  }

  private static String machineId(String home, GoPlatform platform, TelemetryFolder folder) {
    String id = MachineId.ofSystem().find(platform.os(), folder.machineId());
    return MachineHash.machineId(id, home);
  }
}
