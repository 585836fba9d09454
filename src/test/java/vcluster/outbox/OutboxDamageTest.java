package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/**
 * Files that are not what they should be: what can be kept is kept, and nothing goes in circles.
 */
class OutboxDamageTest extends WithOutbox {
  private static final String GARBAGE = "{\"time\":1,\n\u0000\u0001\n[]\nnull\n{}\n\n";

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(folder.path());
  }

  @Test
  void garbageInTheQueue_isNoEvent() throws IOException {
    Files.writeString(folder.queue(), GARBAGE);
    Samples.append(outbox, 1, 3);
    Files.writeString(folder.queue(), GARBAGE, StandardOpenOption.APPEND);
    Samples.append(outbox, 4, 5);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(5, 1L, Undelivered.none()));
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, 5));
  }

  @Test
  void garbageAlone_isClearedAway() throws IOException {
    Files.writeString(folder.queue(), GARBAGE);

    assertThat(outbox.freeze(Samples::batch)).isEmpty();

    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void aLineThatWasCutShort_isNeitherDeletedNorExpiredNorOverflowed() throws IOException {
    Samples.append(outbox, 1, 3);
    Files.writeString(folder.queue(), "{\"time\":4,\"ver", StandardOpenOption.APPEND);

    outbox.expire(FileOutbox.MAX_SECONDS);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(3, 1L, Undelivered.none()));

    Files.writeString(folder.queue(), "{\"time\":4,\"ver", StandardOpenOption.APPEND);
    Samples.append(outbox, 4, 1_001);
    // Shorter than any event, it takes no place among the thousand, and goes uncounted.
    assertThat(outbox.waiting()).isEqualTo(new Waiting(1_000, 2L, new Undelivered(1, 0, 0)));
    Samples.append(outbox, 1_002, 1_003);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(1_000, 4L, new Undelivered(3, 0, 0)));

    Files.writeString(folder.queue(), "{\"time\":4,\"ver", StandardOpenOption.APPEND);
    assertThat(outbox.purge()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n\n",
        "garbage",
        "{\"key\":\"k\",\"events\":2,\"oldest\":1,\"body\":\"b\"}",
        "{\"key\":\"k\",\"events\":2,\"oldest\":1,\"body\":\"b\"}\n",
        "key 2 1",
        "key 2 1\n",
        "key 2 1\n\n",
        "key 2 1\nbody",
        "key 2 1\nbo\u0000y\n",
        "key 2 1\nbody\nbody\n",
        "key 2\nbody\n",
        " 2 1\nbody\n",
        "key 0 1\nbody\n",
        "key -2 1\nbody\n",
        "key two 1\nbody\n",
        "key 2 1 \nbody\n",
        "key 99999999999 1\nbody\n",
        "\u0000\u0000"
      })
  void aBatchThatIsNone_givesWayToTheNext(String content) throws IOException {
    Samples.append(outbox, 1, 2);
    Files.writeString(folder.batch(), content);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(2, 1L, Undelivered.none()));
    assertThat(Samples.drain(outbox)).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue.jsonl", "queue.next", "batch", "undelivered", "retry"})
  void fileThatNoMemoryHolds_isNoneOfOurs(String name) throws IOException {
    Samples.append(outbox, 1, 1_000);
    Path file = folder.path().resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }

    Samples.append(outbox, 1_001, 1_001);

    assertThat(RetryNote.read(folder.retry())).isEqualTo(RetryNote.none());
    assertThat(Samples.drain(outbox)).endsWith(1_001L);
  }

  @Test
  void aBatchThatIsNone_isClearedAwayWhenNothingElseWaits() throws IOException {
    Files.writeString(folder.batch(), "{");

    assertThat(outbox.freeze(Samples::batch)).isEmpty();

    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void aHugeQueue_isCutBackAtTheNextAppend() throws IOException {
    Files.writeString(folder.queue(), ("x".repeat(999) + "\n").repeat(8_000));

    Samples.append(outbox, 1, 3);

    assertThat(Files.size(folder.queue())).isLessThan(1 << 20);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, 3));
  }

  @Test
  void aHugeLineAmongEvents_goesWithThoseBeforeIt() throws IOException {
    outbox.append(Samples.event(1));
    Files.write(folder.queue(), new byte[3 << 20], StandardOpenOption.APPEND);
    outbox.append(Samples.event(2));

    outbox.append(Samples.event(3));

    assertThat(Files.size(folder.queue())).isLessThan(1 << 20);
    assertThat(Samples.drain(outbox)).containsExactly(2L, 3L);
  }

  @Test
  void aHugeQueueOfOneLine_isCutBackAtTheNextAppend() throws IOException {
    Files.write(folder.queue(), new byte[8 << 20]);

    Samples.append(outbox, 1, 3);

    assertThat(Files.size(folder.queue())).isLessThan(1 << 20);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(1, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "1 2", "1 2 3 4", "1 2 x", "1 -2 3", "1 2 99999999999999999999"})
  void countsThatAreNone_beginAgain(String content) throws IOException {
    Files.writeString(folder.undelivered(), content);
    assertThat(outbox.waiting().drops()).isEqualTo(Undelivered.none());

    Samples.append(outbox, 1, 2);
    outbox.refuse(outbox.freeze(Samples::batch).orElseThrow());

    assertThat(outbox.waiting().drops()).isEqualTo(new Undelivered(0, 0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue.jsonl", "batch", "lock"})
  void aFolderInThePlaceOfAFile_isAnError(String name) throws IOException {
    Files.createDirectories(folder.path().resolve(name).resolve("not-empty"));

    assertThatThrownBy(() -> Samples.drain(outbox)).isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> {
              outbox.append(Samples.event(1));
              outbox.freeze(Samples::batch);
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileInThePlaceOfTheFolder_isAnError() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "mine");
    FileOutbox below = new FileOutbox(new TelemetryFolder(file.resolve("telemetry")));

    assertThatThrownBy(() -> below.append(Samples.event(1))).isInstanceOf(IOException.class);
    assertThat(below.purge()).isZero();
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFolderThatCannotBeWritten_isAnErrorAndKeepsWhatWaits() throws IOException {
    Samples.append(outbox, 1, 2);
    Unix.mode(folder.queue(), "r--------");
    try {
      List<String> probe = Child.java(OutboxProbe.class, folder.path().toString(), "1", "9", "0");
      assertThat(Child.run(Child.unprivileged(probe))).startsWith("AccessDenied");
    } finally {
      Unix.mode(folder.queue(), "rw-------");
    }
    assertThat(Samples.drain(outbox)).containsExactly(1L, 2L);
  }

  @Test
  void aFullDisk_isAnErrorAndKeepsWhatWaits() {
    assumeTrue(Unix.canMount(), "no mounts can be made here");
    String script = "mount -t tmpfs -o size=64k none '%s'".formatted(folder.path());
    List<String> probe = Child.java(OutboxProbe.class, folder.path().toString(), "2000", "1", "0");

    String printed = Child.run(Child.inMountNamespace(script, probe));

    // The queue fills the disk; what was said to be recorded is there, to the last event.
    assertThat(printed).startsWith("IOException No space left");
    String[] counts = printed.lines().toList().get(1).split(" ");
    assertThat(counts[0]).isEqualTo(counts[1]).isNotEqualTo("0");
  }
}
