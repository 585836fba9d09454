package vcluster.cli;

import vcluster.config.ConfigFile;
import vcluster.config.UserFiles;
import vcluster.consent.Decision;
import vcluster.consent.Finding;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** {@code telemetry enable}: takes the user's own opt-out back, and no one else's. */
final class EnableCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    UserFiles files = invocation.files();
    refuseAgainstPolicy(invocation.surroundings(), files);
    ConfigFile.enable(files.config());
    Decision decision = CurrentConsent.of(invocation.surroundings(), files);
    invocation.say(
        decision
            .decidedBy()
            .map(
                finding ->
                    "Telemetry stays off: "
                        + CurrentConsent.describe(finding, invocation.surroundings(), files)
                        + ". Your choice is saved in "
                        + files.config()
                        + ".")
            .orElse("Telemetry is on (saved in " + files.config() + ")."));
    return 0;
  }

  /** Asks the policy file alone: what the others say is no reason against the change. */
  private static void refuseAgainstPolicy(Surroundings surroundings, UserFiles files)
      throws CommandException {
    Finding policy = CurrentConsent.ofPolicy(surroundings);
    if (policy.answer() != Finding.Answer.ALLOWED) {
      throw new CommandException(
          Failure.CONFIG,
          "telemetry is disabled by this machine's policy ("
              + CurrentConsent.describe(policy, surroundings, files)
              + "); nothing changed. Ask your administrator.");
    }
  }
}
