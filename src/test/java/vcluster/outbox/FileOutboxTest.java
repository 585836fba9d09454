package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vcluster.testing.Unix;

/** What goes in comes out once, oldest first, a hundred at a time. */
class FileOutboxTest extends WithOutbox {
  private static final long DAY = 24 * 60 * 60;
  private static final long NOW = 1_700_000_000;

  @Test
  void append_makesPrivateFoldersAndFiles() throws IOException {
    outbox.append(Samples.event(1));

    assertThat(Unix.mode(home.resolve(".vcluster"))).isEqualTo("rwx------");
    assertThat(Unix.mode(folder.path())).isEqualTo("rwx------");
    assertThat(Unix.list(folder.path()))
        .isNotEmpty()
        .allMatch(file -> Unix.mode(file).equals("rw-------"));
  }

  @Test
  void append_makesNoHome() {
    Path none = home.resolve("none");
    FileOutbox homeless = new FileOutbox(new TelemetryFolder(none.resolve(".vcluster/telemetry")));

    assertThatThrownBy(() -> homeless.append(Samples.event(1))).isInstanceOf(IOException.class);
    assertThat(none).doesNotExist();
  }

  @Test
  void append_refusesWhatIsTooLongForItsBounds() throws IOException {
    outbox.append(Samples.event(1));

    assertThatThrownBy(() -> outbox.append(Samples.event(2, 2_000)))
        .isInstanceOf(IOException.class);

    assertThat(Samples.drain(outbox)).containsExactly(1L);
  }

  @Test
  void nothing_touchesTheDiskBeforeTheFirstEvent() throws IOException {
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, Undelivered.none()));
    assertThat(outbox.freeze(Samples::batch)).isEmpty();
    assertThat(outbox.purge()).isZero();
    outbox.expire(NOW);

    assertThat(home).isEmptyDirectory();
  }

  @Test
  void freeze_takesTheOldestHundred() throws IOException {
    Samples.append(outbox, 1, 250);

    Batch first = outbox.freeze(Samples::batch).orElseThrow();
    assertThat(Samples.times(first)).isEqualTo(Samples.range(1, 100));
    outbox.settle(first);
    Batch second = outbox.freeze(Samples::batch).orElseThrow();
    assertThat(Samples.times(second)).isEqualTo(Samples.range(101, 200));
    outbox.settle(second);
    Batch third = outbox.freeze(Samples::batch).orElseThrow();
    assertThat(Samples.times(third)).isEqualTo(Samples.range(201, 250));
    outbox.settle(third);

    assertThat(outbox.freeze(Samples::batch)).isEmpty();
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void batch_staysAsItWasFrozen() throws IOException {
    Samples.append(outbox, 1, 3);
    Batch frozen = outbox.freeze(Samples::batch).orElseThrow();
    Samples.append(outbox, 4, 5);

    Batch again =
        new FileOutbox(folder)
            .freeze(
                events -> {
                  throw new AssertionError("frozen already");
                })
            .orElseThrow();

    assertThat(again).isEqualTo(frozen);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(5, 1L, Undelivered.none()));
  }

  @Test
  void batch_keepsEveryCharacterThatJsonMayHold() throws IOException {
    String body = "\"\\<\u007f\u2028\u00e9\ud83d\ude00 \\u003c";
    outbox.append(Samples.event(1));
    outbox.freeze(events -> new Batch("key", 1, 1, body));

    assertThat(outbox.freeze(Samples::batch)).contains(new Batch("key", 1, 1, body));
  }

  @Test
  void waiting_countsWhatIsFrozenToo() throws IOException {
    assertThat(outbox.isEmpty()).isTrue();
    Samples.append(outbox, 7, 120);
    outbox.append(Samples.event(3));
    assertThat(outbox.waiting()).isEqualTo(new Waiting(115, 3L, Undelivered.none()));

    outbox.freeze(Samples::batch);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(115, 3L, Undelivered.none()));
    assertThat(outbox.isEmpty()).isFalse();
  }

  @Test
  void settle_ofAnotherBatchChangesNothing() throws IOException {
    Samples.append(outbox, 1, 2);
    Batch frozen = outbox.freeze(Samples::batch).orElseThrow();

    outbox.settle(new Batch("other", 2, 1, frozen.body()));
    outbox.refuse(new Batch(frozen.key(), 2, 1, "other"));

    assertThat(outbox.waiting()).isEqualTo(new Waiting(2, 1L, Undelivered.none()));
  }

  @Test
  void refuse_countsTheWholeBatch() throws IOException {
    Samples.append(outbox, 1, 101);

    outbox.refuse(outbox.freeze(Samples::batch).orElseThrow());
    outbox.refuse(outbox.freeze(Samples::batch).orElseThrow());

    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, new Undelivered(0, 0, 101)));
  }

  @Test
  void expire_dropsWhatIsOlderThanThirtyDays() throws IOException {
    outbox.append(Samples.event(NOW - 30 * DAY - 1));
    outbox.append(Samples.event(NOW - 30 * DAY));
    outbox.append(Samples.event(NOW + DAY));

    outbox.expire(NOW);

    assertThat(outbox.waiting())
        .isEqualTo(new Waiting(2, NOW - 30 * DAY, new Undelivered(0, 1, 0)));
  }

  @Test
  void expire_dropsABatchWholeOrNotAtAll() throws IOException {
    outbox.append(Samples.event(NOW - 31 * DAY));
    outbox.append(Samples.event(NOW));
    Batch frozen = outbox.freeze(Samples::batch).orElseThrow();
    outbox.append(Samples.event(NOW));

    outbox.expire(NOW - DAY);
    assertThat(outbox.freeze(Samples::batch)).contains(frozen);

    outbox.expire(NOW);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(1, NOW, new Undelivered(0, 2, 0)));
  }

  @Test
  void purge_leavesNoEventAnywhere() throws IOException {
    Samples.append(outbox, 1_000_001, 1_000_150);
    outbox.freeze(Samples::batch);
    // What killed processes may have left: a freeze, and a rewritten queue, that did not end.
    Files.copy(folder.batch(), folder.nextBatch());
    Files.copy(folder.queue(), folder.path().resolve("queue.jsonl.tmp"));

    assertThat(outbox.purge()).isEqualTo(150);

    assertThat(outbox.isEmpty()).isTrue();
    assertThat(Unix.list(folder.path()))
        .allSatisfy(file -> assertThat(file).content().doesNotContain("10001"));
    assertThat(outbox.purge()).isZero();
  }

  @Test
  void batch_thatWasPurgedMeanwhileIsNeitherSettledNorCounted() throws IOException {
    Samples.append(outbox, 1, 2);
    Batch underWay = outbox.freeze(Samples::batch).orElseThrow();
    outbox.purge();
    outbox.append(Samples.event(3));
    Batch next = outbox.freeze(Samples::batch).orElseThrow();

    outbox.settle(underWay);
    outbox.refuse(underWay);

    assertThat(outbox.freeze(Samples::batch)).contains(next);
    assertThat(outbox.waiting().drops()).isEqualTo(Undelivered.none());
  }

  @Test
  void settle_afterTheFolderIsGoneDoesNothing() throws IOException {
    outbox.settle(new Batch("key", 1, 1, "1"));
    outbox.refuse(new Batch("key", 1, 1, "1"));

    assertThat(home).isEmptyDirectory();
  }

  @Test
  void awaitEvent_waitsForTheEventThatIsBeingWritten() throws Exception {
    Thread uploader = new Thread(() -> outbox.awaitEvent(Long.MAX_VALUE));
    uploader.start();
    while (uploader.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    outbox.append(Samples.event(1));

    uploader.join();
  }

  @Test
  void awaitEvent_givesUp() {
    outbox.awaitEvent(1);

    assertThat(outbox.isEmpty()).isTrue();
  }
}
