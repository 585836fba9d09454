package vcluster.backend;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.backend.store.DatabaseTrouble;
import vcluster.backend.store.Role;

/** Runs the maintenance tasks every minute while the server receives events. */
final class MaintenanceTimer implements AutoCloseable {
  /** What a task does. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /**
   * One task.
   *
   * @param role whose connections it uses
   */
  record Task(Role role, Work work) {}

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTimer.class);
  private static final int SECONDS = 60;
  private static final int SECONDS_TO_END = 2;

  private final List<Task> tasks;
  private final Runnable atLast;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "maintenance"));
  private String lastTrouble = "";

  /**
   * Starts the timer; the first run begins after a second.
   *
   * @param tasks run in this order; if one fails, those after it wait for the next run
   * @param atLast runs when the timer is closed
   */
  MaintenanceTimer(List<Task> tasks, Runnable atLast) {
    this.tasks = List.copyOf(tasks);
    this.atLast = atLast;
    Future<?> unused = timer.scheduleWithFixedDelay(this::run, 1, SECONDS, TimeUnit.SECONDS);
  }

  private void run() {
    String trouble = "";
    for (Task task : tasks) {
      trouble = trouble.isEmpty() ? run(task) : trouble;
    }
    if (!trouble.isEmpty() && !trouble.equals(lastTrouble)) {
      LOG.warn(
          "Maintenance of the database failed: {}. It is tried every minute; --no-maintain leaves it to another server.",
          trouble);
    } else if (trouble.isEmpty() && !lastTrouble.isEmpty()) {
      LOG.info("Maintenance works again.");
    }
    lastTrouble = trouble;
  }

  /** Why it failed; empty if it did not. */
  private static String run(Task task) {
    try {
      task.work().run();
      return "";
    } catch (SQLException e) {
      return DatabaseTrouble.describe(e, task.role());
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }

  /** Lets a run end within 2 seconds; what it has not committed, the next one repeats. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    atLast.run();
  }
}
