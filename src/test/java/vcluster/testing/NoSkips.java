package vcluster.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * With {@code -Dskips=none} a test fails where an assumption of its would have it skipped. JUnit
 * finds this by itself, so that no test can forget it.
 */
public final class NoSkips
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
  private final boolean areSkipsFailures;

  /** As the property says. */
  public NoSkips() {
    this("none".equals(System.getProperty("skips")));
  }

  NoSkips(boolean areSkipsFailures) {
    this.areSkipsFailures = areSkipsFailures;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable thrown)
      throws Throwable {
    if (areSkipsFailures && thrown instanceof TestAbortedException) {
      throw new AssertionError("skipped, which -Dskips=none forbids: " + thrown.getMessage());
    }
    throw thrown;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext tests, Throwable thrown)
      throws Throwable {
    handleTestExecutionException(tests, thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable thrown)
      throws Throwable {
    handleTestExecutionException(test, thrown);
  }
}
