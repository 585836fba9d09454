package vcluster.syncer;

import java.nio.file.Path;
import java.util.Optional;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.event.CommandException;

/** Whether a syncer's telemetry is on: every off-signal of the command line counts here too. */
final class SyncerConsent {
  private SyncerConsent() {}

  /** Who turns it off and how, in one phrase; empty if it is on. */
  static Optional<String> objection(SyncerContext context) {
    try {
      return objection(context, Optional.of(config(context)));
    } catch (CommandException e) {
      // In a container there may be no home, and so no choice; one that is no path is in doubt.
      return context.environment().getOrDefault("HOME", "").isEmpty()
          ? objection(context, Optional.empty())
          : Optional.of("HOME is no path of a folder");
    }
  }

  /** Of the user that the syncer runs as. */
  private static Path config(SyncerContext context) throws CommandException {
    return UserFiles.locate(
            context.environment(), context.accountHome(), context.workingDirectory(), null)
        .config();
  }

  private static Optional<String> objection(SyncerContext context, Optional<Path> config) {
    Decision decision =
        Consent.decide(
            SignalReader.ofSyncer(
                context.environment(), context.version(), context.policyFile(), config));
    String policyFile = context.policyFile().toString();
    String configFile = config.map(Path::toString).orElse("the config file");
    return decision
        .decidedBy()
        .map(finding -> finding.place(policyFile, configFile) + " " + finding.detail());
  }
}
