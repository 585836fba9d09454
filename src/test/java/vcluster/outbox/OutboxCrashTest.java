package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files as a kill leaves them at each step of a freeze, and whatever may come next: no event is
 * lost, none is delivered twice.
 */
class OutboxCrashTest extends WithOutbox {
  private static final int EVENTS = 150;

  /** The files before the freeze, and those that it makes. */
  private byte[] queue;

  private byte[] batch;
  private byte[] nextQueue;
  private Batch frozen;

  enum Step {
    NOTHING,
    HALF_A_BATCH,
    A_BATCH_WITHOUT_A_NAME,
    HALF_A_NOTE,
    A_NOTE,
    THE_BATCH,
    ALL
  }

  @BeforeEach
  void recordAFreeze() throws IOException {
    Samples.append(outbox, 1, EVENTS);
    queue = Files.readAllBytes(folder.queue());
    frozen = outbox.freeze(Samples::batch).orElseThrow();
    batch = Files.readAllBytes(folder.batch());
    nextQueue = Files.readAllBytes(folder.queue());
  }

  @ParameterizedTest
  @EnumSource
  void freeze_losesAndDoublesNothing(Step step) throws IOException {
    killAt(step);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, EVENTS));
  }

  @ParameterizedTest
  @EnumSource
  void waiting_tellsTheTruth(Step step) throws IOException {
    killAt(step);
    assertThat(outbox.isEmpty()).isFalse();
    assertThat(outbox.waiting()).isEqualTo(new Waiting(EVENTS, 1L, Undelivered.none()));
  }

  @ParameterizedTest
  @EnumSource
  void append_losesAndDoublesNothing(Step step) throws IOException {
    killAt(step);
    Samples.append(outbox, EVENTS + 1, EVENTS + 60);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, EVENTS + 60));
  }

  /** The queue is rewritten on the way. */
  @ParameterizedTest
  @EnumSource
  void overflow_losesTheOldestAlone(Step step) throws IOException {
    killAt(step);
    Samples.append(outbox, EVENTS + 1, 1_010);

    List<Long> delivered = Samples.drain(outbox);

    assertThat(delivered).doesNotHaveDuplicates().hasSize(1_000).last().isEqualTo(1_010L);
    assertThat(outbox.waiting().drops()).isEqualTo(new Undelivered(10, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void expire_dropsWhatIsTooOldAlone(Step step) throws IOException {
    killAt(step);

    outbox.expire(FileOutbox.MAX_SECONDS + 121);

    List<Long> delivered = Samples.drain(outbox);
    assertThat(delivered).isEqualTo(Samples.range(121, EVENTS));
    assertThat(outbox.waiting().drops()).isEqualTo(new Undelivered(0, 120, 0));
  }

  @ParameterizedTest
  @EnumSource
  void purge_tellsHowManyItDeleted(Step step) throws IOException {
    killAt(step);
    assertThat(outbox.purge()).isEqualTo(EVENTS);
    assertThat(Samples.drain(outbox)).isEmpty();
  }

  /** Once the batch has its name it may be sent, and so it is that batch for good. */
  @ParameterizedTest
  @EnumSource(names = {"THE_BATCH", "ALL"})
  void batch_thatMayHaveBeenSentIsSentAgainAsItWas(Step step) throws IOException {
    killAt(step);
    assertThat(outbox.freeze(Samples::batch)).contains(frozen);

    killAt(step);
    outbox.settle(frozen);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(101, EVENTS));
  }

  /** A kill in the middle of rewriting the queue, and one in the middle of an append. */
  @ParameterizedTest
  @EnumSource
  void otherLeftovers_changeNothing(Step step) throws IOException {
    killAt(step);
    Files.write(folder.path().resolve("queue.jsonl.tmp"), half(queue));
    Files.write(folder.path().resolve("undelivered.tmp"), new byte[] {'{'});
    if (step == Step.ALL) {
      Files.write(folder.queue(), half(Arrays.copyOf(queue, 60)), StandardOpenOption.APPEND);
    }

    Samples.append(outbox, EVENTS + 1, EVENTS + 1);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(EVENTS + 1, 1L, Undelivered.none()));
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, EVENTS + 1));
  }

  /** A rename may reach the disk before the content of what it names. */
  @Test
  void powerFailureThatEmptiesTheBatch_losesAndDoublesNothing() throws IOException {
    killAt(Step.THE_BATCH);
    Files.write(folder.batch(), new byte[0]);
    assertThat(outbox.waiting().events()).isEqualTo(EVENTS);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, EVENTS));
  }

  /** What a full disk or a stranger's folder does to the two files that a freeze makes. */
  @ParameterizedTest
  @ValueSource(strings = {"queue.next", "batch"})
  void freeze_thatFailsHalfwayLosesAndDoublesNothing(String name) throws IOException {
    killAt(Step.NOTHING);
    Path obstacle = folder.path().resolve(name);

    assertThatThrownBy(
            () ->
                outbox.freeze(
                    events -> {
                      obstacle.resolve("not-empty").toFile().mkdirs();
                      return Samples.batch(events);
                    }))
        .isInstanceOf(IOException.class);

    Files.delete(obstacle.resolve("not-empty"));
    Files.delete(obstacle);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, EVENTS));
  }

  private void killAt(Step step) throws IOException {
    for (Path file :
        List.of(folder.queue(), folder.nextQueue(), folder.batch(), folder.nextBatch())) {
      Files.deleteIfExists(file);
    }
    Files.write(folder.queue(), step == Step.ALL ? nextQueue : queue);
    if (step != Step.NOTHING) {
      Path name = step.compareTo(Step.THE_BATCH) < 0 ? folder.nextBatch() : folder.batch();
      Files.write(name, step == Step.HALF_A_BATCH ? half(batch) : batch);
    }
    if (step.compareTo(Step.HALF_A_NOTE) >= 0 && step != Step.ALL) {
      Files.write(folder.nextQueue(), step == Step.HALF_A_NOTE ? half(nextQueue) : nextQueue);
    }
  }

  private static byte[] half(byte[] content) {
    return Arrays.copyOf(content, content.length / 2);
  }
}
