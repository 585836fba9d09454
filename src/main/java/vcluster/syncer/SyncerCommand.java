package vcluster.syncer;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vcluster-syncer}: watches a vCluster and uploads its telemetry until it is stopped. */
@Command(
    name = "vcluster-syncer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Watches a vCluster and uploads its telemetry every few minutes: versions, the names of the"
          + " flags that are set, and which kinds of resources are synced. No names of yours, no"
          + " values.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  vcluster-syncer --name my-vcluster -n team-x",
      "  vcluster-syncer --name my-vcluster -n team-x --once --dry-run  (what would be sent)",
      "  DO_NOT_TRACK=1 vcluster-syncer --name my-vcluster              (sends nothing)",
      "",
      "Environment:",
      "  DO_NOT_TRACK, VCLUSTER_TELEMETRY_DISABLED  off, if set and not empty, 0 or false",
      "  VCLUSTER_TELEMETRY_CONFIG                  settings as JSON; \"disabled\":true is off",
      "  SYNCER_TELEMETRY_ENDPOINT                  the URL to send to",
      "  HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE       how to reach it, and whom to trust there",
      "",
      "Exit codes: 0 done, or stopped by a signal; 1 failed; 2 usage."
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

  /**
   * What parses a command line for it; as in the command line of vClusters there are no @-files.
   */
  CommandLine line() {
    return new CommandLine(this).setExpandAtFiles(false);
  }

  @Override
  public Integer call() throws SyncerException, InterruptedException {
    Optional<String> mistake = options.mistake();
    if (mistake.isPresent()) {
      throw new ParameterException(spec.commandLine(), mistake.get());
    }
    return new SyncerRun(options, context, observer, stop).run();
  }
}
