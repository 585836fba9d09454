package vcluster.backend.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import vcluster.backend.record.Incoming;

/**
 * Stores what requests bring, many requests in one transaction: whatever waits when a committer is
 * free goes together. Nobody hears of success before the commit; nobody waits longer than the
 * limit, and no more wait than the limit.
 */
public final class GroupCommit implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  /** The class of SQLSTATE if another transaction stood in the way. */
  private static final String CONFLICT = "40";

  /** Up to the limit of the wait for a commit, and what a timeout of the driver adds. */
  private static final Duration[] BUCKETS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 15_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Connections database;
  private final EventStore store;
  private final CommitLimits limits;
  private final ExecutorService answers;
  private final Clock clock;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final List<Thread> committers = new ArrayList<>();
  private final DatabaseHealth health = new DatabaseHealth();
  private final Timer commits;
  private final DistributionSummary together;
  private volatile boolean closing;

  /**
   * Starts the committers; those who wait are told by a thread of its own, so that answering some
   * does not hold up storing others.
   */
  public GroupCommit(
      Connections database,
      EventStore store,
      CommitLimits limits,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.store = store;
    this.limits = limits;
    this.answers = Executors.newSingleThreadExecutor(task -> new Thread(task, "answer"));
    this.clock = clock;
    this.room = new Semaphore(limits.maxWaiting());
    this.commits =
        Timer.builder("vcluster.backend.commit")
            .description("How long transactions took that stored events")
            .serviceLevelObjectives(BUCKETS)
            .register(meters);
    this.together =
        DistributionSummary.builder("vcluster.backend.commit.events")
            .description("Events that one transaction stored")
            .register(meters);
    Gauge.builder("vcluster.backend.waiting", this, GroupCommit::waiting)
        .description("Events that wait to be stored, or are being stored")
        .register(meters);
    for (int i = 0; i < limits.committers(); i++) {
      Thread thread = new Thread(this::commitAll, "commit-" + i);
      committers.add(thread);
      thread.start();
    }
  }

  /**
   * Looks whether events can be stored. Only this ends a trouble: a row may find room in the last
   * page of a full disk, and the one after it none.
   *
   * @param write whether to take room on the disk; done anyway while there is trouble
   */
  void probe(boolean write) {
    try (Connection connection = database.open()) {
      store.probe(connection, clock.instant(), write || !health.trouble().isEmpty());
      connection.commit();
      health.isWell();
    } catch (SQLException e) {
      health.isAway(e);
    }
  }

  /** How many events wait to be stored, or are being stored. */
  public int waiting() {
    return limits.maxWaiting() - room.availablePermits();
  }

  /** Why the database takes no events; empty if it does, as far as is known. */
  String trouble() {
    return health.trouble();
  }

  /**
   * Stores these, together with what others bring.
   *
   * @return completed once they are durable, or will not be waited for any longer; never completed
   *     with an exception
   */
  public CompletableFuture<CommitOutcome> submit(List<Incoming> incoming) {
    if (health.refuses()) {
      return CompletableFuture.completedFuture(CommitOutcome.Unavailable.AWAY);
    }
    Pending pending = new Pending(incoming);
    if (closing || !room.tryAcquire(pending.weight())) {
      return CompletableFuture.completedFuture(CommitOutcome.Unavailable.BUSY);
    }
    queue.add(pending);
    return pending
        .outcome()
        .completeOnTimeout(
            CommitOutcome.Unavailable.AWAY, limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void commitAll() {
    try {
      while (!closing || !queue.isEmpty()) {
        Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          commit(gather(first));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Pending> gather(Pending first) {
    List<Pending> batch = new ArrayList<>();
    int weight = 0;
    for (Pending next = first; next != null; next = queue.poll()) {
      // Whoever has been told to come again is not kept twice where there is no key.
      if (next.outcome().isDone()) {
        room.release(next.weight());
      } else {
        batch.add(next);
        weight += next.weight();
      }
      if (weight >= limits.maxTogether()) {
        break;
      }
    }
    return batch;
  }

  private void commit(List<Pending> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      List<Stored> stored = commits.recordCallable(() -> write(batch));
      together.record(stored.size());
      answers.execute(() -> answer(batch, stored));
    } catch (SQLException e) {
      failed(batch, e);
    } catch (Exception | Error e) {
      // An error too: the committer lives on for those who come next.
      health.isBroken(e);
      tell(batch, CommitOutcome.Failed.INSTANCE);
    }
  }

  /** Unless it was told to come again meanwhile. */
  private void commitAlone(Pending pending) {
    if (pending.outcome().isDone()) {
      room.release(pending.weight());
    } else {
      commit(List.of(pending));
    }
  }

  private List<Stored> write(List<Pending> batch) throws SQLException {
    List<Incoming> all = new ArrayList<>();
    batch.forEach(pending -> all.addAll(pending.incoming()));
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = database.open()) {
        List<Stored> stored = store.insert(connection, all);
        connection.commit();
        return stored;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !stateClass(e).equals(CONFLICT)) {
          throw e;
        }
      }
    }
  }

  private void failed(List<Pending> batch, SQLException e) {
    switch (stateClass(e)) {
      case "22", "23" -> {
        if (batch.size() > 1) {
          // The data of one of them is at fault: the others must not suffer.
          batch.forEach(this::commitAlone);
          return;
        }
        health.isBroken(e);
        tell(batch, CommitOutcome.Failed.INSTANCE);
      }
      case CONFLICT -> tell(batch, CommitOutcome.Unavailable.BUSY);
      default -> {
        // It is down, full, not set up, or out of reach.
        health.isAway(e);
        tell(batch, CommitOutcome.Unavailable.AWAY);
      }
    }
  }

  /** The first two characters of SQLSTATE; others if it is not known. */
  private static String stateClass(SQLException e) {
    return "%.2s".formatted(e.getSQLState());
  }

  private void answer(List<Pending> batch, List<Stored> stored) {
    int from = 0;
    for (Pending pending : batch) {
      int to = from + pending.incoming().size();
      tell(pending, new CommitOutcome.Committed(List.copyOf(stored.subList(from, to))));
      from = to;
    }
  }

  private void tell(List<Pending> batch, CommitOutcome outcome) {
    answers.execute(() -> batch.forEach(pending -> tell(pending, outcome)));
  }

  /** Whoever has given up takes room until here: what lies in memory is what is counted. */
  private void tell(Pending pending, CommitOutcome outcome) {
    room.release(pending.weight());
    pending.outcome().complete(outcome);
  }

  /** Takes nothing more, and stores what waits. */
  @Override
  public void close() {
    closing = true;
    try {
      for (Thread committer : committers) {
        committer.join(limits.timeout().toMillis() * 2);
      }
      answers.shutdown();
      answers.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
