package vcluster.syncer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.event.CommandException;

/** Decides whether a syncer's telemetry is on: the off-signals of the command line all count. */
final class SyncerConsent {
  private SyncerConsent() {}

  /** What turns telemetry off, in one phrase; empty if it is on. */
  static Optional<String> objection(SyncerContext context) {
    Map<String, String> environment = context.environment();
    Optional<Path> config;
    try {
      UserFiles files =
          UserFiles.locate(environment, context.accountHome(), context.workingDirectory(), null);
      config = Optional.of(files.config());
    } catch (CommandException e) {
      // A container may have no home and so no choice; an invalid one counts as doubt, so off.
      if (!environment.getOrDefault("HOME", "").isEmpty()) {
        return Optional.of("HOME is not a valid path");
      }
      config = Optional.empty();
    }
    String policyFile = context.policyFile().toString();
    String configFile = config.map(Path::toString).orElse("the config file");
    return Consent.decide(
            SignalReader.read(
                environment,
                context.telemetryConfig(),
                context.version(),
                context.policyFile(),
                config,
                SignalReader.SYNCER_ENDPOINT))
        .decidedBy()
        .map(finding -> finding.place(policyFile, configFile) + " " + finding.detail());
  }
}
