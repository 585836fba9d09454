package vcluster.testing;

import java.util.concurrent.Callable;

/** Does what may fail where nothing checked may be thrown; for a test any failure is one. */
public final class Unchecked {
  private Unchecked() {}

  /** Something that returns nothing and may fail. */
  public interface Work {
    void run() throws Exception;
  }

  public static void run(Work work) {
    get(
        () -> {
          work.run();
          return null;
        });
  }

  /** What the task returns; what it throws comes in an {@link IllegalStateException}. */
  public static <T> T get(Callable<T> task) {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
