package vcluster.cli;

import vcluster.cli.inspect.FlushCommand;
import vcluster.cli.inspect.LogCommand;
import vcluster.cli.inspect.PreviewCommand;
import vcluster.cli.inspect.StatusCommand;
import vcluster.cli.instance.CreateCommand;
import vcluster.cli.instance.ValuesCommand;

/** Which class does what a command says; only the one that is asked for is loaded. */
final class Actions {
  private Actions() {}

  static Action of(String path) {
    return switch (path) {
      case "vcluster telemetry enable" -> new EnableCommand();
      case "vcluster telemetry disable" -> new DisableCommand();
      case "vcluster telemetry status" -> new StatusCommand();
      case "vcluster telemetry preview" -> new PreviewCommand();
      case "vcluster telemetry log" -> new LogCommand();
      case "vcluster telemetry flush" -> new FlushCommand();
      case "vcluster telemetry values" -> new ValuesCommand();
      case "vcluster create" -> new CreateCommand();
      case "vcluster completion" -> new CompletionCommand();
      case "vcluster version" -> new VersionCommand();
      default -> new HelpCommand();
    };
  }
}
