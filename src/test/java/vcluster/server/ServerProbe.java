package vcluster.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that says that it runs, and then does as its argument says. */
final class ServerProbe {
  private ServerProbe() {}

  public static void main(String[] arguments) {
    Duration timeout = Duration.ofMillis(arguments[0].equals("late") ? 1 : 60_000);
    ServerProcess.run(stop -> act(arguments[0], stop), timeout, 5);
  }

  private static int act(String how, CountDownLatch stop) {
    System.out.println("runs");
    return switch (how) {
      case "done" -> 3;
      case "told" -> until(stop, 4);
      case "late" -> until(new CountDownLatch(1), 6);
      default -> throw new IllegalStateException(how);
    };
  }

  private static int until(CountDownLatch latch, int exitCode) {
    try {
      latch.await();
      return exitCode;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
