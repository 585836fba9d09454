package vcluster.syncer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import vcluster.config.PolicyFile;
import vcluster.machine.GoPlatform;

/** The program {@code vcluster-syncer}: wires a process to the command. */
public final class SyncerMain {
  private static final int SECONDS_TO_END = 5;

  private SyncerMain() {}

  /** Runs until the work is done or a signal comes, and ends the process with the exit code. */
  public static void main(String[] words) {
    CountDownLatch stop = new CountDownLatch(1);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    // By its own the virtual machine would end with 143 after SIGTERM, and with 130 after SIGINT.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  int exitCode = end.completeOnTimeout(0, SECONDS_TO_END, TimeUnit.SECONDS).join();
                  Runtime.getRuntime().halt(exitCode);
                },
                "end"));
    end.complete(execute(words, stop));
    System.exit(end.join());
  }

  private static int execute(String[] words, CountDownLatch stop) {
    String version = System.getProperty("vcluster.version", "");
    SyncerCommand command = new SyncerCommand(context(System.getenv(), version), observer(), stop);
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().version("vcluster-syncer version " + version);
    line.setExecutionExceptionHandler(
        (e, executed, parsed) -> {
          if (e instanceof SyncerException) {
            LoggerFactory.getLogger(SyncerMain.class).error(e.getMessage());
          } else {
            LoggerFactory.getLogger(SyncerMain.class).error("a fault of the program", e);
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    return line.execute(words);
  }

  private static Observer observer() {
    return (options, clock, recorder) -> new Blind();
  }

  private static SyncerContext context(Map<String, String> environment, String version) {
    return new SyncerContext(
        environment,
        System.getProperty("user.home"),
        Path.of(System.getProperty("user.dir")),
        PolicyFile.locate(environment, System.getProperty("os.name")),
        Path.of(System.getProperty("vcluster.etc", "etc")),
        version,
        GoPlatform.of(System.getProperty("os.name"), System.getProperty("os.arch")),
        Clock.systemUTC(),
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
  }

  /** Until there is one that sees. */
  private static final class Blind implements Observation {
    @Override
    public ClusterFacts read() {
      return ClusterFacts.NONE;
    }

    @Override
    public void close() {}
  }
}
