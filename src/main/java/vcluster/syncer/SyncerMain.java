package vcluster.syncer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import vcluster.config.Environment;
import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;
import vcluster.server.ServerProcess;
import vcluster.syncer.kubernetes.KubernetesObservation;

/** The program {@code vcluster-syncer}: wires a process to the command. */
public final class SyncerMain {
  private static final Duration TO_END = Duration.ofSeconds(5);

  private SyncerMain() {}

  /** Runs until the work is done or a signal arrives, then exits with the exit code. */
  public static void main(String[] words) {
    // An upload that takes longer is lost; that is no failure, since nothing may wait for
    // telemetry.
    ServerProcess.run(stop -> execute(words, stop), TO_END, CommandLine.ExitCode.OK);
  }

  private static int execute(String[] words, CountDownLatch stop) {
    SyncerContext context = context(Environment.of(System.getenv(), System.getProperties()));
    boolean outIsTerminal = System.getProperty("vcluster.terminals", "").contains("1");
    return new SyncerCommand(context, KubernetesObservation::start, stop)
        .line(outIsTerminal)
        .execute(words);
  }

  private static SyncerContext context(Environment environment) {
    return new SyncerContext(
        environment.variables(),
        TelemetryConfig.of(environment.variables()),
        environment.accountHome(),
        Path.of(System.getProperty("user.dir")),
        environment.policyFile(),
        Path.of(System.getProperty("vcluster.etc", "etc")),
        System.getProperty("vcluster.version", ""),
        GoPlatform.of(System.getProperties()),
        Clock.systemUTC(),
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
  }
}
