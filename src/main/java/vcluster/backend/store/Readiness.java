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
  private volatile String trouble = "it is starting";
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

  /** Why no events can be stored, as of the last look; empty if they can be. */
  public String trouble() {
    return trouble;
  }

  /** Whatever is thrown is an answer: a timer looks no more after it has let an exception pass. */
  private void look() {
    try {
      trouble = disk.getAsBoolean() ? commit() : "the disk is full";
    } catch (RuntimeException | Error e) {
      trouble = "it can't be told: " + e.getClass().getName();
    }
  }

  private String commit() {
    if (commits.submit(List.of()).join() instanceof CommitOutcome.Committed) {
      return "";
    }
    String cause = commits.trouble();
    return "the database takes no events: " + (cause.isEmpty() ? "it is slow" : cause);
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
