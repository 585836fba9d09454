package vcluster.backend;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param atEnd whether it runs once more when the timer is closed
   */
  record Task(Role role, boolean atEnd, Work work) {}

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTimer.class);
  private static final int SECONDS = 60;
  private static final int SECONDS_TO_END = 2;

  private final List<Task> tasks;
  private final Runnable atLast;
  private final Map<Task, String> troubles = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "maintenance"));

  /**
   * Starts the timer; the first run begins after a second.
   *
   * @param tasks run in this order, whether those before them fail or not
   * @param atLast runs when the timer is closed
   */
  MaintenanceTimer(List<Task> tasks, Runnable atLast) {
    this.tasks = List.copyOf(tasks);
    this.atLast = atLast;
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            () -> this.tasks.forEach(this::run), 1, SECONDS, TimeUnit.SECONDS);
  }

  private void run(Task task) {
    String trouble = attempt(task);
    String before = Objects.requireNonNullElse(troubles.put(task, trouble), "");
    if (!trouble.isEmpty() && !trouble.equals(before)) {
      LOG.warn(
          "Maintenance of the database failed: {}. It is tried every minute; --no-maintain leaves it to another server.",
          trouble);
    } else if (trouble.isEmpty() && !before.isEmpty()) {
      LOG.info("Maintenance works again.");
    }
  }

  /** Why it failed; empty if it did not. An error too: the timer would run nothing after it. */
  private static String attempt(Task task) {
    try {
      task.work().run();
      return "";
    } catch (SQLException e) {
      return DatabaseTrouble.describe(e, task.role());
    } catch (RuntimeException | Error e) {
      return e.getClass().getName();
    }
  }

  /** Lets a run end within 2 seconds; what it has not committed, the next one repeats. */
  @Override
  public void close() {
    tasks.stream().filter(Task::atEnd).forEach(task -> timer.execute(() -> run(task)));
    timer.shutdown();
    try {
      timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    atLast.run();
  }
}
