package vcluster.syncer;

import java.nio.file.Path;
import java.util.Optional;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.event.CommandException;

/** Decides whether a syncer's telemetry is on: the off-signals of the command line all count. */
final class SyncerConsent {
  private SyncerConsent() {}

  /** What turns telemetry off, in one phrase; empty if it is on. */
  static Optional<String> objection(SyncerContext context) {
    try {
      return objection(context, Optional.of(config(context)));
    } catch (CommandException e) {
      // A container may have no home and so no choice; an invalid one counts as doubt, so off.
      return context.environment().getOrDefault("HOME", "").isEmpty()
          ? objection(context, Optional.empty())
          : Optional.of("HOME is not a valid path");
    }
  }

  /** The config file of the user that the syncer runs as. */
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
