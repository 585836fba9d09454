package vcluster.cli;

import vcluster.config.ConfigException;
import vcluster.config.ConfigFile;
import vcluster.config.UserFiles;
import vcluster.consent.Decision;
import vcluster.consent.Finding;
import vcluster.consent.Source;
import vcluster.event.Failure;

/** {@code telemetry enable}: takes the user's own opt-out back, and no one else's. */
final class EnableCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    UserFiles files = invocation.files();
    refuseAgainstPolicy(invocation, files);
    try {
      ConfigFile.enable(files.config());
    } catch (ConfigException e) {
      throw new CommandException(Failure.CONFIG, String.valueOf(e.getMessage()));
    }
    Decision decision = Choice.of(invocation.surroundings(), files);
    invocation.say(
        decision
            .decidedBy()
            .map(
                finding ->
                    "Telemetry stays off: "
                        + Choice.describe(finding, invocation.surroundings(), files)
                        + ". Your choice is kept in "
                        + files.config()
                        + ".")
            .orElse("Telemetry is on. Your choice is kept in " + files.config() + "."));
    return 0;
  }

  private static void refuseAgainstPolicy(Invocation invocation, UserFiles files)
      throws CommandException {
    Surroundings surroundings = invocation.surroundings();
    for (Finding finding : Choice.of(surroundings, files).findings()) {
      boolean against = finding.answer() != Finding.Answer.ALLOWED;
      if (finding.source() == Source.POLICY_FILE && against) {
        throw new CommandException(
            Failure.CONFIG,
            "the machine's policy turns telemetry off: "
                + Choice.describe(finding, surroundings, files)
                + "; nothing was changed, ask the administrator of this machine");
      }
    }
  }
}
