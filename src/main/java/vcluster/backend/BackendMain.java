package vcluster.backend;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program {@code vcluster-backend}: wires a process to its commands. */
public final class BackendMain {
  private static final int SECONDS_TO_END = 20;

  private BackendMain() {}

  /** Runs a command until it is done or a signal comes, and ends the process with its exit code. */
  public static void main(String[] words) {
    CountDownLatch stop = new CountDownLatch(1);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    // By its own the virtual machine would end with 143 after SIGTERM, and with 130 after SIGINT.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  int exitCode = end.completeOnTimeout(1, SECONDS_TO_END, TimeUnit.SECONDS).join();
                  Runtime.getRuntime().halt(exitCode);
                },
                "end"));
    end.complete(BackendCommand.execute(surroundings(stop), words));
    System.exit(end.join());
  }

  private static Surroundings surroundings(CountDownLatch stop) {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.dir")),
        Path.of(System.getProperty("vcluster.etc", "etc")),
        System.getProperty("vcluster.version", ""),
        Clock.systemUTC(),
        stop,
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            true));
  }
}
