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
    Optional<Path> config = config(context);
    Decision decision =
        Consent.decide(
            SignalReader.ofSyncer(
                context.environment(), context.version(), context.policyFile(), config));
    return decision
        .decidedBy()
        .map(finding -> name(finding, context, config) + " " + finding.detail());
  }

  /** Of the user that the syncer runs as; in a container there may be no home, and so no choice. */
  private static Optional<Path> config(SyncerContext context) {
    try {
      return Optional.of(
          UserFiles.locate(
                  context.environment(), context.accountHome(), context.workingDirectory(), null)
              .config());
    } catch (NoHomeException e) {
      return Optional.empty();
    }
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
