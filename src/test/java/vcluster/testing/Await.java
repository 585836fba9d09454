package vcluster.testing;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what other processes do: looks again and again, and gives up in the end. */
public final class Await {
  private static final int PAUSE_MILLIS = 10;

  /**
   * Five minutes' worth at least: a busy machine takes its time, and only a failure waits so long.
   */
  private static final int LOOKS = 30_000;

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) {
    until(what, condition, () -> "");
  }

  /**
   * @param evidence what to show if it never happens, such as a log
   */
  public static void until(String what, Callable<Boolean> condition, Supplier<String> evidence) {
    for (int look = 0; look < LOOKS; look++) {
      if (Unchecked.get(condition)) {
        return;
      }
      pause(PAUSE_MILLIS);
    }
    fail("waited in vain until " + what + "\n" + evidence.get());
  }

  public static void pause(long millis) {
    Unchecked.run(() -> Thread.sleep(millis));
  }
}
