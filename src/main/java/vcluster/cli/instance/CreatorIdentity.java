package vcluster.cli.instance;

import java.util.Optional;
import vcluster.cli.Invocation;
import vcluster.config.UserFiles;
import vcluster.consent.TelemetryConfig;
import vcluster.event.CommandException;
import vcluster.helm.Creator;
import vcluster.machine.GoPlatform;
import vcluster.machine.MachineHash;
import vcluster.machine.MachineId;
import vcluster.outbox.TelemetryFolder;

/** Finds out whether instances are to be opted out, and if not, in whose name they are created. */
final class CreatorIdentity {
  private CreatorIdentity() {}

  /**
   * Empty if instances are to be opted out: because a user or an administrator turned telemetry
   * off, or because a setting can't be trusted. That a development build sends nothing is no
   * reason.
   */
  static Optional<Creator> of(Invocation invocation) {
    try {
      return invocation.consent().decide().optedOut()
          ? Optional.empty()
          : Optional.of(creator(invocation, invocation.files()));
    } catch (CommandException e) {
      // Without a home directory the choice is unknown.
      return Optional.empty();
    }
  }

  private static Creator creator(Invocation invocation, UserFiles files) {
    TelemetryConfig given = invocation.telemetryConfig();
    if (files.home().isEmpty() || files.telemetry().isEmpty()) {
      // Only with --config; a hash of no home would look like one of some home.
      return new Creator("", given.machineId(), given.platformUserId(), given.platformInstanceId());
    }
    String home = files.home().get();
    String os = GoPlatform.of(invocation.surroundings().properties()).os();
    TelemetryFolder folder = new TelemetryFolder(files.telemetry().get());
    String id = MachineId.ofSystem().find(os, folder.machineId(), true);
    return new Creator(
        MachineHash.instanceCreatorUid(id, home),
        given.machineId().isEmpty() ? MachineHash.machineId(id, home) : given.machineId(),
        given.platformUserId(),
        given.platformInstanceId());
  }
}
