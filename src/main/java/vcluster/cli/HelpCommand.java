package vcluster.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import vcluster.usage.HelpStyle;

/** The help of a command: for {@code help}, {@code --help}, and commands that only group others. */
final class HelpCommand implements Action {
  @Override
  public int run(Invocation invocation) {
    CommandLine command = invocation.line().commandSpec().commandLine();
    CommandLine program = command.getCommandSpec().root().commandLine();
    if (!invocation.line().isUsageHelpRequested() && command.getCommandName().equals("help")) {
      command =
          HelpStyle.find(
              command.getParent(), invocation.line().matchedPositionalValue(0, List.of()));
    }
    Surroundings surroundings = invocation.surroundings();
    HelpStyle.apply(program, variables(), surroundings.environment(), surroundings.outIsTerminal());
    surroundings.out().print(command.getUsageMessage());
    return 0;
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = HelpStyle.telemetryVariables("VCLUSTER_TELEMETRY_ENDPOINT");
    variables.put("NO_COLOR", "Show the help without colors");
    return variables;
  }
}
