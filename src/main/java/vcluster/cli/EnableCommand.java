package vcluster.cli;

import vcluster.config.ConfigFile;
import vcluster.config.UserFiles;
import vcluster.consent.Finding;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** {@code telemetry enable}: takes the user's own opt-out back, and no one else's. */
final class EnableCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    UserFiles files = invocation.files();
    CurrentConsent consent = invocation.consent();
    refuseAgainstPolicy(consent);
    ConfigFile.enable(files.config());
    invocation.say(
        consent
            .decide()
            .decidedBy()
            .map(
                finding ->
                    "Telemetry stays off: "
                        + consent.describe(finding)
                        + ". Your choice is saved in "
                        + files.config()
                        + ".")
            .orElse("Telemetry is on (saved in " + files.config() + ")."));
    return 0;
  }

  /** Asks the policy file alone: what the others say is no reason against the change. */
  private static void refuseAgainstPolicy(CurrentConsent consent) throws CommandException {
    Finding policy = consent.policy();
    if (policy.answer() != Finding.Answer.ALLOWED) {
      throw new CommandException(
          Failure.CONFIG,
          "telemetry is disabled by this machine's policy ("
              + consent.describe(policy)
              + "); nothing changed. Ask your administrator.");
    }
  }
}
