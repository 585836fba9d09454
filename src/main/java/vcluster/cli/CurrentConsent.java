package vcluster.cli;

import vcluster.config.SettingReader;
import vcluster.config.SignalReader;
import vcluster.config.UserFiles;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.Finding;

/** Asks for consent with what a process has at hand, and names the answers. */
public final class CurrentConsent {
  private CurrentConsent() {}

  /** The decision as it is now. */
  public static Decision of(Surroundings surroundings, UserFiles files) {
    return Consent.decide(
        SignalReader.read(
            surroundings.environment(),
            surroundings.version(),
            surroundings.policyFile(),
            files.config()));
  }

  /** What the machine's policy file alone says now. */
  static Finding ofPolicy(Surroundings surroundings) {
    return Consent.ofPolicy(
        SettingReader.read(surroundings.policyFile(), SettingReader.POLICY_FIELD));
  }

  /** The source by the name under which a user finds it: a file's path, a variable's name. */
  public static String name(Finding finding, Surroundings surroundings, UserFiles files) {
    return finding.place(surroundings.policyFile().toString(), files.config().toString());
  }

  /** The source and its answer, in one phrase. */
  public static String describe(Finding finding, Surroundings surroundings, UserFiles files) {
    return name(finding, surroundings, files) + " " + finding.detail();
  }
}
