package vcluster.backend.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs maintenance now and then, and says in the log when it begins to fail and when it is over.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int SECONDS_TO_END = 5;

  /** What our own functions raise; other messages of the database may quote what it holds. */
  private static final String RAISED = "P0001";

  private final Maintenance maintenance;
  private final Callable<?> besides;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "upkeep");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failing;

  /**
   * Begins at once, and again each time that {@code pause} has passed.
   *
   * @param besides done each time before the maintenance
   */
  public Upkeep(Maintenance maintenance, Callable<?> besides, Duration pause, Clock clock) {
    this.maintenance = maintenance;
    this.besides = besides;
    this.clock = clock;
    var unused =
        timer.scheduleWithFixedDelay(this::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      besides.call();
      maintenance.run(clock.instant());
      if (failing) {
        LOG.info("Maintenance is done again.");
      }
      failing = false;
    } catch (SQLException e) {
      failed(
          "SQLSTATE "
              + e.getSQLState()
              + (RAISED.equals(e.getSQLState()) ? ": " + e.getMessage() : ""));
    } catch (Exception e) {
      failed(e.getClass().getName());
    }
  }

  private void failed(String why) {
    if (!failing) {
      LOG.warn("Maintenance failed ({}); it is tried again every minute.", why);
    }
    failing = true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      boolean unused = timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
