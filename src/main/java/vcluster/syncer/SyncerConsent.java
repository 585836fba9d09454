package vcluster.syncer;

import java.nio.file.Path;
import java.util.Optional;
import vcluster.config.NoHomeException;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.Finding;

/** Whether a syncer's telemetry is on: every off-signal of the command line counts here too. */
final class SyncerConsent {
  private SyncerConsent() {}

  /** Who turns it off and how, in one phrase; empty if it is on. */
  static Optional<String> objection(SyncerContext context) {
    try {
      return objection(context, Optional.of(config(context)));
    } catch (NoHomeException e) {
      // In a container there may be no home, and so no choice; one that is no path is in doubt.
      return context.environment().getOrDefault("HOME", "").isEmpty()
          ? objection(context, Optional.empty())
          : Optional.of("HOME is no path of a folder");
    }
  }

  /** Of the user that the syncer runs as. */
  private static Path config(SyncerContext context) throws NoHomeException {
    return UserFiles.locate(
            context.environment(), context.accountHome(), context.workingDirectory(), null)
        .config();
  }

  private static Optional<String> objection(SyncerContext context, Optional<Path> config) {
    Decision decision =
        Consent.decide(
            SignalReader.ofSyncer(
                context.environment(), context.version(), context.policyFile(), config));
    return decision
        .decidedBy()
        .map(finding -> name(finding, context, config) + " " + finding.detail());
  }

  private static String name(Finding finding, SyncerContext context, Optional<Path> config) {
    return switch (finding.source()) {
      case POLICY_FILE -> context.policyFile().toString();
      case CONFIG_FILE -> config.map(Path::toString).orElse("the config file");
      case BUILD -> "this build";
      default -> finding.source().name();
    };
  }
}
