package vcluster.testing;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Repeats what shows nothing where the machine was too busy for it, and prints that it did: a
 * program that is late every other time must not go unseen.
 */
public final class Attempts {
  private static final int MOST = 3;

  private Attempts() {}

  /** The first result of three at most that shows something, or else the last. */
  public static <T> T until(Predicate<T> shows, String why, Callable<T> attempt) {
    T result = Unchecked.get(attempt);
    for (int number = 2; number <= MOST && !shows.test(result); number++) {
      System.out.println("ATTEMPT " + number + " of " + MOST + ": " + why);
      result = Unchecked.get(attempt);
    }
    return result;
  }
}
