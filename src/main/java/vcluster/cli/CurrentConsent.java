package vcluster.cli;

import java.util.List;
import java.util.Optional;
import vcluster.config.ConfigFile;
import vcluster.config.PolicyFile;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.Finding;
import vcluster.consent.Setting;
import vcluster.consent.Signals;
import vcluster.consent.TelemetryConfig;
import vcluster.files.ShellWords;

/**
 * Asks for consent with what a command line has at hand, and names the answers. The files are read
 * anew each time: a {@code telemetry disable} that ends while a long command runs counts for it.
 */
public record CurrentConsent(
    Surroundings surroundings, UserFiles files, TelemetryConfig telemetryConfig) {
  /** The decision as it is now. An opt-out in the user's own file is marked to outlast the file. */
  public Decision decide() {
    Signals signals =
        SignalReader.read(
            surroundings.environment(),
            telemetryConfig,
            surroundings.version(),
            surroundings.policyFile(),
            Optional.of(files.config()),
            SignalReader.ENDPOINT);
    boolean off = signals.config() instanceof Setting.Disabled said && said.value();
    if (off && files.hasDefaultConfig()) {
      ConfigFile.markOff(files.config());
    }
    return Consent.decide(signals);
  }

  /** What the machine's policy file alone says now. */
  Finding policy() {
    return Consent.ofPolicy(PolicyFile.read(surroundings.policyFile()));
  }

  /** The command lines, for a POSIX shell, between which the user may choose anew. */
  public String choices() {
    String option =
        files.hasDefaultConfig()
            ? ""
            : ShellWords.join(List.of(Options.CONFIG, files.config().toString())) + " ";
    return "vcluster %1$stelemetry disable, or vcluster %1$stelemetry enable".formatted(option);
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
