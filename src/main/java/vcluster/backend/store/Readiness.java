package vcluster.backend.store;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether events can be stored: a transaction that stores none is committed every second, so that
 * whoever asks gets an answer at once.
 */
public final class Readiness implements AutoCloseable {
  private static final int SECONDS = 1;

  private final GroupCommit commits;
  private final BooleanSupplier disk;
  private volatile boolean ready;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "readiness"));

  /**
   * Begins to look.
   *
   * @param disk whether there is room, where that can be known
   */
  public Readiness(GroupCommit commits, BooleanSupplier disk) {
    this.commits = commits;
    this.disk = disk;
    Future<?> unused = timer.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
  }

  /** As of the last look. */
  public boolean ready() {
    return ready;
  }

  private void look() {
    ready =
        disk.getAsBoolean() && commits.submit(List.of()).join() instanceof CommitOutcome.Committed;
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
