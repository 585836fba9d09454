package vcluster.backend;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.server.ServerException;

/** Runs the maintenance tasks every minute while the server receives events. */
final class MaintenanceTimer implements AutoCloseable {
  /** One task. */
  @FunctionalInterface
  interface Task {
    void run() throws SQLException, ServerException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTimer.class);
  private static final int SECONDS = 60;
  private static final int SECONDS_TO_END = 2;

  private final List<Task> tasks;
  private final Runnable atLast;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "maintenance"));
  private boolean failing;

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
    try {
      for (Task task : tasks) {
        task.run();
      }
      if (failing) {
        LOG.info("Maintenance works again.");
      }
      failing = false;
    } catch (ServerException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      // The message may quote a row.
      failed("SQLSTATE " + e.getSQLState());
    } catch (RuntimeException e) {
      failed(e.getClass().getName());
    }
  }

  /** Logs the first of consecutive failures. */
  private void failed(String why) {
    if (!failing) {
      LOG.warn(
          "Maintenance failed ({}); retrying every minute. It needs the role vcluster_maintain, or"
              + " --no-maintain if another server does it.",
          why);
    }
    failing = true;
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
