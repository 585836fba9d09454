package vcluster.cli;

import java.util.Optional;
import vcluster.config.PolicyFile;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.Finding;
import vcluster.consent.TelemetryConfig;

/**
 * Asks for consent with what a command line has at hand, and names the answers. The files are read
 * anew each time: a {@code telemetry disable} that ends while a long command runs counts for it.
 */
public record CurrentConsent(
    Surroundings surroundings, UserFiles files, TelemetryConfig telemetryConfig) {
  /** The decision as it is now. */
  public Decision decide() {
    return Consent.decide(
        SignalReader.read(
            surroundings.environment(),
            telemetryConfig,
            surroundings.version(),
            surroundings.policyFile(),
            Optional.of(files.config()),
            SignalReader.ENDPOINT));
  }

  /** What the machine's policy file alone says now. */
  Finding policy() {
    return Consent.ofPolicy(PolicyFile.read(surroundings.policyFile()));
  }

  /** The source by the name under which a user finds it: a file's path, a variable's name. */
  public String name(Finding finding) {
    return finding.place(surroundings.policyFile().toString(), files.config().toString());
  }

  /** The source and its answer, in one phrase. */
  public String describe(Finding finding) {
    return name(finding) + " " + finding.detail();
  }
}
