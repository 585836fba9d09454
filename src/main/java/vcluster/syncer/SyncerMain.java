package vcluster.syncer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import vcluster.config.PolicyFile;
import vcluster.machine.GoPlatform;
import vcluster.syncer.kubernetes.KubernetesObserver;

/** The program {@code vcluster-syncer}: wires a process to the command. */
public final class SyncerMain {
  private static final int SECONDS_TO_END = 5;

  private SyncerMain() {}

  /** Runs until the work is done or a signal comes, and ends the process with the exit code. */
  public static void main(String[] words) {
    CountDownLatch stop = new CountDownLatch(1);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    // By itself the virtual machine would end with 143 after SIGTERM, and with 130 after SIGINT.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  int exitCode = end.completeOnTimeout(0, SECONDS_TO_END, TimeUnit.SECONDS).join();
                  Runtime.getRuntime().halt(exitCode);
                },
                "end"));
    int exitCode = CommandLine.ExitCode.SOFTWARE;
    try {
      exitCode = execute(words, stop);
    } finally {
      end.complete(exitCode);
    }
    System.exit(exitCode);
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
