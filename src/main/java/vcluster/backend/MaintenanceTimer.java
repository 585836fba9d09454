package vcluster.backend;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is to be done every minute while events are taken in. */
final class MaintenanceTimer implements AutoCloseable {
  /** Something to be done. */
  @FunctionalInterface
  interface Task {
    void run() throws SQLException, BackendException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTimer.class);
  private static final int SECONDS = 60;
  private static final int SECONDS_TO_END = 2;

  private final List<Task> tasks;
  private final Runnable atLast;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(MaintenanceTimer::daemon);
  private final Future<?> runs;
  private boolean failing;

  /**
   * Begins in a moment.
   *
   * @param tasks one after the other; if one fails, the next ones wait for the next time
   * @param atLast when this is closed
   */
  MaintenanceTimer(List<Task> tasks, Runnable atLast) {
    this.tasks = List.copyOf(tasks);
    this.atLast = atLast;
    this.runs = timer.scheduleWithFixedDelay(this::run, 1, SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "upkeep");
    thread.setDaemon(true);
    return thread;
  }

  private void run() {
    try {
      for (Task task : tasks) {
        task.run();
      }
      if (failing) {
        LOG.info("Maintenance is done again.");
      }
      failing = false;
    } catch (BackendException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      // Not its message: that may quote a row.
      failed("SQLSTATE " + e.getSQLState());
    } catch (RuntimeException e) {
      failed(e.getClass().getName());
    }
  }

  /** Said once, not every minute. */
  private void failed(String why) {
    if (!failing) {
      LOG.warn(
          "No maintenance ({}); it is tried again every minute. It needs the role"
              + " vcluster_maintain, or --no-maintain where another server does it.",
          why);
    }
    failing = true;
  }

  /** Gives a run that has begun a moment; what it has not committed will be done by the next. */
  @Override
  public void close() {
    runs.cancel(false);
    timer.shutdown();
    try {
      timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    atLast.run();
  }
}
