package vcluster.syncer;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vcluster.server.ServerCommandLine;
import vcluster.server.ServerException;
import vcluster.usage.HelpStyle;

/** {@code vcluster-syncer}: watches a vCluster and uploads its telemetry until it is stopped. */
@Command(
    name = "vcluster-syncer",
    header = "Watch a vCluster and upload its telemetry every few minutes.",
    description =
        "Sends versions, the names of the flags that are set, and which kinds of resources are"
            + " synced; never names or values of yours.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vcluster-syncer --name my-vcluster -n team-x",
      "  vcluster-syncer --name my-vcluster --once --dry-run  (what would be sent)",
      "  DO_NOT_TRACK=1 vcluster-syncer --name my-vcluster    (sends nothing)"
    })
final class SyncerCommand implements Callable<Integer> {
  private final SyncerContext context;
  private final Observer observer;
  private final CountDownLatch stop;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SyncerOptions options = new SyncerOptions();

  /**
   * The command.
   *
   * @param stop counted down when the program has to end
   */
  SyncerCommand(SyncerContext context, Observer observer, CountDownLatch stop) {
    this.context = context;
    this.observer = observer;
    this.stop = stop;
  }

  /** What parses and runs a command line of the program. */
  CommandLine line(boolean outIsTerminal) {
    CommandLine line = new CommandLine(this);
    // picocli's own would not notice an error.
    line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
    line.registerConverter(Duration.class, new GoDuration());
    ServerCommandLine.complete(
        line, context.version(), variables(), context.environment(), outIsTerminal);
    return line;
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = HelpStyle.telemetryVariables("SYNCER_TELEMETRY_ENDPOINT");
    variables.put("JAVA_HOME", "The Java to run on, 17 or newer");
    return variables;
  }

  @Override
  public Integer call() throws ServerException, InterruptedException {
    Optional<String> mistake = options.mistake();
    if (mistake.isPresent()) {
      throw new ParameterException(spec.commandLine(), mistake.get());
    }
    return new SyncerRun(options, context, observer, stop).run();
  }
}
