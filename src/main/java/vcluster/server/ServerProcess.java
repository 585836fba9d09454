package vcluster.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** The process of a server program: a signal tells the program to end, and is no failure. */
public final class ServerProcess {
  private static final int FAILED = 1;

  private ServerProcess() {}

  /**
   * Runs a program until it is done or a signal comes, and ends the process with its exit code: 1
   * if it throws.
   *
   * @param program gets a latch that opens when it has to end, and returns its exit code
   * @param timeout how long it may take to end after a signal
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

  /** By itself the virtual machine would end with 143 after SIGTERM, and with 130 after SIGINT. */
  private static void halt(
      CountDownLatch stop, CompletableFuture<Integer> end, Duration timeout, int lateCode) {
    stop.countDown();
    int exitCode =
        end.completeOnTimeout(lateCode, timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    Runtime.getRuntime().halt(exitCode);
  }
}
