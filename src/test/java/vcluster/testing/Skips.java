package vcluster.testing;

import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Integration tests are for Linux, and skipped elsewhere. With {@code -Dskips=none} nothing is: a
 * test fails where an assumption of its would have it skipped. JUnit finds this by itself, so that
 * no test can forget it.
 */
public final class Skips
    implements ExecutionCondition,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private final boolean areSkipsFailures;

  public Skips() {
    this("none".equals(System.getProperty("skips")));
  }

  Skips(boolean areSkipsFailures) {
    this.areSkipsFailures = areSkipsFailures;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean isForLinux =
        context.getTestClass().filter(test -> test.getName().endsWith("IT")).isPresent();
    return isForLinux && !OS.LINUX.isCurrentOs() && !areSkipsFailures
        ? ConditionEvaluationResult.disabled("integration tests are for Linux")
        : ConditionEvaluationResult.enabled("");
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
