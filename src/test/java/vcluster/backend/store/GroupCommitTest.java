package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.store.CommitOutcome.Unavailable.AWAY;
import static vcluster.backend.store.CommitOutcome.Unavailable.BUSY;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vcluster.backend.record.Incoming;
import vcluster.testing.Await;
import vcluster.testing.Unchecked;

/** Requests that share transactions with a database that misbehaves. */
class GroupCommitTest {
  private static final CommitOutcome COMMITTED =
      new CommitOutcome.Committed(List.of(Stored.ACCEPTED));

  private final Script script = new Script();
  private GroupCommit commits = start(Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    script.gate.countDown();
    commits.close();
  }

  @Test
  void requests_thatComeMeanwhile_shareTheNextTransaction() {
    CompletableFuture<CommitOutcome> first = submitAndEnter();
    List<CompletableFuture<CommitOutcome>> rest = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rest.add(commits.submit(one("m" + i)));
    }

    script.gate.countDown();

    assertThat(first.join()).isEqualTo(COMMITTED);
    assertThat(rest).allMatch(outcome -> outcome.join().equals(COMMITTED));
    assertThat(script.transactions).extracting(List::size).containsExactly(1, 40);
  }

  @Test
  void nobody_isTold_beforeTheCommit() {
    script.commitShut = true;
    script.shut();
    CompletableFuture<CommitOutcome> outcome = commits.submit(one("m"));

    script.awaitEntry();

    assertThat(outcome).isNotDone();
    script.gate.countDown();
    assertThat(outcome.join()).isEqualTo(COMMITTED);
  }

  @Test
  void databaseThatIsAway_isToldToTheClient_andTakesEventsAgainByItself() {
    script.failures.add(new SQLException("connection refused", "08001"));
    script.failures.add(new SQLException("terminated", "57P01"));

    assertThat(outcome()).isEqualTo(AWAY);
    assertThat(outcome()).isEqualTo(AWAY);
    assertThat(outcome()).isEqualTo(COMMITTED);
    assertThat(commits.waiting()).isZero();
  }

  @Test
  void readiness_outlivesWhatItAsks() {
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier disk =
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new UncheckedIOException(new IOException("stale file handle"));
          }
          return true;
        };
    try (Readiness readiness = new Readiness(commits, disk)) {
      Await.until("it has looked again", () -> readiness.trouble().isEmpty());
    }
    assertThat(looks.get()).isGreaterThan(1);
  }

  @Test
  void eventWithManyKeys_weighsAsMuchAsItTakes() {
    script.shut();

    Incoming start = Events.start(null, "u", "m", "k".repeat(10_000));
    CompletableFuture<CommitOutcome> outcome = commits.submit(List.of(start));

    assertThat(commits.waiting()).isGreaterThan(30);
    script.gate.countDown();
    assertThat(outcome.join()).isEqualTo(COMMITTED);
    assertThat(commits.waiting()).isZero();
  }

  @Test
  void commitThatFails_isNoSuccess() {
    script.commitFailure = new SQLException("lost", "08006");

    assertThat(outcome()).isEqualTo(AWAY);
  }

  @Test
  void moreThanMayWait_isTurnedAwayAtOnce() {
    script.shut();
    CompletableFuture<CommitOutcome> taken = commits.submit(Collections.nCopies(100, event("m")));

    assertThat(commits.submit(one("m"))).isCompletedWithValue(BUSY);
    assertThat(commits.waiting()).isEqualTo(100);

    script.gate.countDown();
    assertThat(taken.join()).isInstanceOf(CommitOutcome.Committed.class);
    assertThat(outcome()).isEqualTo(COMMITTED);
  }

  /** The last row that finds room says nothing of the next one. */
  @Test
  void fullDisk_isOver_whenRoomCouldBeTaken() {
    commits.probe(false);
    assertThat(commits.trouble()).isEmpty();
    script.full = true;
    assertThat(outcome()).isEqualTo(AWAY);
    commits.probe(false);
    assertThat(commits.trouble()).contains("full");
    script.full = false;
    assertThat(outcome()).isEqualTo(COMMITTED);
    assertThat(commits.trouble()).contains("full");

    commits.probe(false);

    assertThat(commits.trouble()).isEmpty();
    assertThat(script.writes).containsExactly(false, true, true);
  }

  /** With a wrong clock it would go before its time, or be stored twice. */
  @Test
  void databaseThatRefusesTheServer_getsNothing_untilItTakesItAgain() {
    script.refusal = new SQLException("the clocks differ", "VC003");
    commits.probe(false);

    assertThat(outcome()).isEqualTo(AWAY);
    assertThat(script.transactions).isEmpty();
    assertThat(commits.waiting()).isZero();

    script.refusal = null;
    commits.probe(false);
    assertThat(outcome()).isEqualTo(COMMITTED);
  }

  @Test
  void requestThatGaveUp_isNotStoredLater() {
    CompletableFuture<CommitOutcome> first = submitUntilEntered();
    CompletableFuture<CommitOutcome> second = commits.submit(one("second"));

    assertThat(first.join()).isEqualTo(AWAY);
    assertThat(second.join()).isEqualTo(AWAY);
    script.gate.countDown();
    Await.until("nothing waits", () -> commits.waiting() == 0);

    assertThat(script.transactions).containsExactly(one("first"));
  }

  @Test
  void thoseWhoGaveUp_takeRoom_untilTheDatabaseIsBack() {
    CompletableFuture<CommitOutcome> first = submitUntilEntered();

    int room = 100 - commits.waiting();
    assertThat(commits.submit(Collections.nCopies(room, event("m"))).join()).isEqualTo(AWAY);
    assertThat(first.join()).isEqualTo(AWAY);
    assertThat(commits.submit(one("m"))).isCompletedWithValue(BUSY);

    script.gate.countDown();
    Await.until("there is room again", () -> commits.waiting() == 0);
  }

  @Test
  void faultOfTheProgram_isNotTheEndOfStoring() {
    script.fault = new StackOverflowError();

    assertThat(outcome()).isEqualTo(CommitOutcome.Failed.INSTANCE);
    assertThat(outcome()).isEqualTo(COMMITTED);
  }

  /** It sends it again, and without a key it would be there twice. */
  @Test
  void requestThatGaveUp_isNotStoredAlone() {
    commits.close();
    commits = start(Duration.ofMillis(500));
    script.poison = event("poison");
    CompletableFuture<CommitOutcome> first = submitAndEnter();
    CompletableFuture<CommitOutcome> bad = commits.submit(one("poison"));
    CompletableFuture<CommitOutcome> good = commits.submit(one("good"));
    CountDownLatch gate = script.gate;
    script.shut();
    gate.countDown();
    first.join();

    assertThat(good.join()).isEqualTo(AWAY);
    script.gate.countDown();
    bad.join();
    Await.until("nothing waits", () -> commits.waiting() == 0);

    assertThat(script.transactions).doesNotContain(one("good"));
  }

  @Test
  void eventThatCannotBeStored_doesNotTakeOthersWithIt() {
    script.poison = event("poison");
    CompletableFuture<CommitOutcome> first = submitAndEnter();
    CompletableFuture<CommitOutcome> good = commits.submit(one("good"));
    CompletableFuture<CommitOutcome> bad = commits.submit(one("poison"));
    CompletableFuture<CommitOutcome> alsoGood = commits.submit(one("good"));

    script.gate.countDown();

    assertThat(first.join()).isEqualTo(COMMITTED);
    assertThat(good.join()).isEqualTo(COMMITTED);
    assertThat(bad.join()).isEqualTo(CommitOutcome.Failed.INSTANCE);
    assertThat(alsoGood.join()).isEqualTo(COMMITTED);
  }

  @Test
  void transactionThatLosesToAnother_isTriedAgain() {
    script.failures.add(new SQLException("deadlock", "40P01"));
    script.failures.add(new SQLException("serialization", "40001"));

    assertThat(outcome()).isEqualTo(COMMITTED);
  }

  @Test
  void close_storesWhatWaits_andTakesNothingMore() {
    CompletableFuture<CommitOutcome> first = submitAndEnter();
    CompletableFuture<CommitOutcome> second = commits.submit(one("second"));
    script.gate.countDown();

    commits.close();

    assertThat(first.join()).isEqualTo(COMMITTED);
    assertThat(second.join()).isEqualTo(COMMITTED);
    assertThat(commits.submit(one("m"))).isCompletedWithValue(BUSY);
  }

  private CommitOutcome outcome() {
    return commits.submit(one("m")).join();
  }

  /** Submits what a committer has come to, and stands still with. */
  private CompletableFuture<CommitOutcome> submitAndEnter() {
    script.shut();
    CompletableFuture<CommitOutcome> outcome = commits.submit(one("first"));
    script.awaitEntry();
    return outcome;
  }

  /** On a busy machine one may have given up before a committer comes, and then is not stored. */
  private CompletableFuture<CommitOutcome> submitUntilEntered() {
    commits.close();
    commits = start(Duration.ofMillis(50));
    script.shut();
    CompletableFuture<CommitOutcome> outcome = commits.submit(one("first"));
    while (!script.isEntered()) {
      if (outcome.isDone()) {
        outcome = commits.submit(one("first"));
      }
      Thread.onSpinWait();
    }
    return outcome;
  }

  private GroupCommit start(Duration timeout) {
    CommitLimits limits = new CommitLimits(1, 100, 50, timeout);
    return new GroupCommit(
        script::connect, script, limits, Clock.systemUTC(), new SimpleMeterRegistry());
  }

  private static List<Incoming> one(String machine) {
    return List.of(event(machine));
  }

  private static Incoming event(String machine) {
    return Events.command(null, machine);
  }

  /** A database that does as it is told. */
  private static final class Script implements EventStore {
    final List<List<Incoming>> transactions = new CopyOnWriteArrayList<>();
    final List<SQLException> failures = new CopyOnWriteArrayList<>();
    volatile SQLException commitFailure;
    volatile Incoming poison;
    volatile Error fault;
    volatile boolean commitShut;
    volatile boolean full;
    volatile SQLException refusal;
    final List<Boolean> writes = new CopyOnWriteArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);
    private final CountDownLatch entered = new CountDownLatch(1);

    void shut() {
      gate = new CountDownLatch(1);
    }

    boolean isEntered() {
      return entered.getCount() == 0;
    }

    void awaitEntry() {
      Unchecked.run(entered::await);
    }

    Connection connect() throws SQLException {
      if (!failures.isEmpty()) {
        throw failures.remove(0);
      }
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("commit")) {
                  commit();
                }
                return null;
              });
    }

    private void commit() throws SQLException {
      if (commitShut) {
        pass();
      }
      if (commitFailure != null) {
        throw commitFailure;
      }
    }

    @Override
    public void probe(Connection connection, Instant now, boolean write) throws SQLException {
      writes.add(write);
      if (refusal != null) {
        throw refusal;
      }
      if (write && full) {
        throw new SQLException("no space left", "53100");
      }
    }

    @Override
    public List<Stored> insert(Connection connection, List<? extends Incoming> events)
        throws SQLException {
      if (full) {
        throw new SQLException("no space left", "53100");
      }
      if (!commitShut) {
        pass();
      }
      if (fault != null) {
        Error once = fault;
        fault = null;
        throw once;
      }
      if (poison != null && events.contains(poison)) {
        throw new SQLException("bad text", "22021");
      }
      transactions.add(List.copyOf(events));
      return Collections.nCopies(events.size(), Stored.ACCEPTED);
    }

    private void pass() {
      entered.countDown();
      Unchecked.run(gate::await);
    }
  }
}
