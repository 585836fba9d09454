package vcluster.syncer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import vcluster.config.PolicyFile;
import vcluster.machine.GoPlatform;
import vcluster.server.ServerProcess;
import vcluster.syncer.kubernetes.KubernetesObserver;

/** The program {@code vcluster-syncer}: wires a process to the command. */
public final class SyncerMain {
  private static final Duration TO_END = Duration.ofSeconds(5);

  private SyncerMain() {}

  /** Runs until the work is done or a signal comes, and ends the process with the exit code. */
  public static void main(String[] words) {
    // An upload that takes longer is lost, which is not a failure: telemetry is the lesser thing.
    ServerProcess.run(stop -> execute(words, stop), TO_END, CommandLine.ExitCode.OK);
  }

  private static int execute(String[] words, CountDownLatch stop) {
    String version = System.getProperty("vcluster.version", "");
    SyncerCommand command =
        new SyncerCommand(context(System.getenv(), version), new KubernetesObserver(), stop);
    CommandLine line = command.line();
    line.getCommandSpec().version("vcluster-syncer version " + version);
    line.setParameterExceptionHandler(SyncerMain::explain);
    line.setExecutionExceptionHandler((e, executed, parsed) -> fail(e));
    return line.execute(words);
  }

  private static int explain(ParameterException e, String[] words) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    err.println("vcluster-syncer --help shows the options.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(Exception e) {
    Logger log = LoggerFactory.getLogger(SyncerMain.class);
    if (e instanceof SyncerException) {
      log.error(e.getMessage());
    } else {
      log.error("a fault of the program", e);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static SyncerContext context(Map<String, String> environment, String version) {
    return new SyncerContext(
        environment,
        System.getProperty("user.home"),
        Path.of(System.getProperty("user.dir")),
        PolicyFile.locate(environment, System.getProperty("os.name")),
        Path.of(System.getProperty("vcluster.etc", "etc")),
        version,
        GoPlatform.ofSystem(),
        Clock.systemUTC(),
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
  }
}
