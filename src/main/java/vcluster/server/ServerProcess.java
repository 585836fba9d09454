package vcluster.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Runs a server program as a process that a signal ends without a failure. */
public final class ServerProcess {
  private static final int FAILED = 1;

  private ServerProcess() {}

  /**
   * Runs a program until it is done or a signal arrives, and exits with its exit code, or with 1 if
   * it throws.
   *
   * @param program takes a latch that opens when it has to end, and returns its exit code
   * @param timeout how long the program may take to end after a signal
   * @param lateCode the exit code if it takes longer
   */
  public static void run(ToIntFunction<CountDownLatch> program, Duration timeout, int lateCode) {
    CountDownLatch stop = new CountDownLatch(1);
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> halt(stop, end, timeout, lateCode), "end"));
    int exitCode = FAILED;
    try {
      exitCode = program.applyAsInt(stop);
    } finally {
      end.complete(exitCode);
    }
    System.exit(exitCode);
  }

  /** Without this the virtual machine would exit with 143 after SIGTERM and 130 after SIGINT. */
  private static void halt(
      CountDownLatch stop, CompletableFuture<Integer> end, Duration timeout, int lateCode) {
    stop.countDown();
    int exitCode =
        end.completeOnTimeout(lateCode, timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    Runtime.getRuntime().halt(exitCode);
  }
}
