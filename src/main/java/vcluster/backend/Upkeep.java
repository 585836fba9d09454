package vcluster.backend;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.backend.store.Maintenance;

/** Runs the maintenance of the database every minute while events are taken in. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int SECONDS = 60;
  private static final int SECONDS_TO_END = 2;

  private final Maintenance maintenance;
  private final Clock clock;
  private final Runnable atLast;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Upkeep::daemon);
  private final Future<?> runs;
  private boolean failed;

  Upkeep(Maintenance maintenance, Clock clock, Runnable atLast) {
    this.maintenance = maintenance;
    this.clock = clock;
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
      maintenance.run(clock.instant());
      failed = false;
    } catch (SQLException | RuntimeException e) {
      // Once, not every minute; and not its message, which may quote a row.
      if (!failed) {
        LOG.warn(
            "No maintenance ({}, SQLSTATE {}): it needs the role vcluster_maintain; --no-maintain"
                + " where another server does it.",
            e.getClass().getSimpleName(),
            e instanceof SQLException sql ? sql.getSQLState() : "none");
      }
      failed = true;
    }
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
