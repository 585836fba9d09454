package vcluster.cli.instance;

import java.util.Optional;
import vcluster.cli.CurrentConsent;
import vcluster.cli.Invocation;
import vcluster.cli.Surroundings;
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
   * Empty if instances are to be opted out: by a person's or an administrator's word, or since it
   * can't be known. That a development build is silent about itself says nothing of them.
   */
  static Optional<Creator> of(Invocation invocation) {
    UserFiles files;
    try {
      files = invocation.files();
    } catch (CommandException e) {
      // No home, so nobody knows what was chosen there.
      return Optional.empty();
    }
    return CurrentConsent.of(invocation.surroundings(), files).optedOut()
        ? Optional.empty()
        : Optional.of(creator(invocation.surroundings(), files));
  }

  private static Creator creator(Surroundings surroundings, UserFiles files) {
    TelemetryConfig given = TelemetryConfig.of(surroundings.environment());
    if (files.home().isEmpty() || files.telemetry().isEmpty()) {
      // Only with --config; a hash of no home would look like one of some home.
      return new Creator("", given.machineId(), given.platformUserId(), given.platformInstanceId());
    }
    String home = files.home().get();
    String id = machineId(new TelemetryFolder(files.telemetry().get()));
    return new Creator(
        MachineHash.instanceCreatorUid(id, home),
        given.machineId().isEmpty() ? MachineHash.machineId(id, home) : given.machineId(),
        given.platformUserId(),
        given.platformInstanceId());
  }

  private static String machineId(TelemetryFolder folder) {
    return MachineId.ofSystem().find(GoPlatform.ofSystem().os(), folder.machineId());
  }
}
