package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vcluster.testing.Attempts;
import vcluster.testing.Child;

/** Many that append and one that delivers, at once. */
class OutboxConcurrencyTest extends WithOutbox {
  private static final int WRITERS = 6;
  private static final int EACH = 100;

  /**
   * Behind each turn, so that the others get theirs: waiting for the lock is not fair, and whoever
   * takes it again at once keeps it from them, on a busy machine for longer than they wait.
   */
  private static final int PAUSE_MILLIS = 3;

  @Test
  void threads_loseAndDoubleNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        long first = i * EACH + 1L;
        writers.add(threads.submit(() -> appendAll(first)));
      }
      List<Long> delivered = drainUntil(() -> writers.stream().allMatch(Future::isDone));
      for (Future<Void> writer : writers) {
        writer.get();
      }
      assertAll(delivered);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void processes_loseAndDoubleNothing() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String first = String.valueOf(i * EACH + 1L);
      String path = folder.path().toString();
      writers.add(
          Child.start(Child.java(OutboxProbe.class, path, "" + EACH, first, "" + PAUSE_MILLIS)));
    }
    List<Long> delivered = drainUntil(() -> writers.stream().noneMatch(Process::isAlive));
    for (Process writer : writers) {
      assertThat(Child.output(writer)).startsWith(EACH + " ");
    }
    assertAll(delivered);
  }

  /** What was delivered meanwhile and what waits in the end are all events, each of them once. */
  private void assertAll(List<Long> delivered) throws IOException {
    List<Long> rest = Samples.drain(outbox);
    assertThat(Stream.concat(delivered.stream(), rest.stream()))
        .doesNotHaveDuplicates()
        .hasSize(WRITERS * EACH);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, Undelivered.none()));
  }

  private List<Long> drainUntil(BooleanSupplier done) throws InterruptedException {
    List<Long> delivered = new ArrayList<>();
    while (!done.getAsBoolean()) {
      Thread.sleep(PAUSE_MILLIS);
      try {
        Optional<Batch> batch = outbox.freeze(Samples::batch);
        if (batch.isPresent()) {
          outbox.settle(batch.get());
          delivered.addAll(Samples.times(batch.get()));
        }
      } catch (IOException e) {
        // On a busy machine the lock may not come in time; whatever was frozen stays so.
        continue;
      }
    }
    return delivered;
  }

  private Void appendAll(long first) throws InterruptedException {
    for (long time = first; time < first + EACH; time++) {
      append(time);
      Thread.sleep(PAUSE_MILLIS);
    }
    return null;
  }

  /** What could not be appended is not there: it may be appended again. */
  private void append(long time) {
    assertThat(Attempts.until(it -> it, "the lock did not come", () -> isAppended(time))).isTrue();
  }

  private boolean isAppended(long time) {
    try {
      outbox.append(Samples.event(time));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
