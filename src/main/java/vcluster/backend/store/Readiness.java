package vcluster.backend.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether events can be stored: the database is asked every second, so that whoever asks here gets
 * an answer at once.
 */
public final class Readiness implements AutoCloseable {
  private static final int SECONDS = 1;

  /** Every so many looks take room on the disk. */
  private static final int WRITES = 10;

  private static final int SLOW_SECONDS = 3;

  private final GroupCommit commits;
  private final BooleanSupplier disk;
  private volatile String trouble = "it is starting";
  private long looks;
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
    CompletableFuture<String> answer =
        new CompletableFuture<String>()
            .completeOnTimeout(
                "the database does not answer in time", SLOW_SECONDS, TimeUnit.SECONDS);
    CompletableFuture<?> unused = answer.thenAccept(it -> trouble = it);
    try {
      answer.complete(disk.getAsBoolean() ? ask() : "the disk is full");
    } catch (RuntimeException | Error e) {
      answer.complete("it can't be told: " + e.getClass().getName());
    }
  }

  private String ask() {
    commits.probe(looks++ % WRITES == 0);
    String cause = commits.trouble();
    return cause.isEmpty() ? "" : "the database takes no events: " + cause;
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
