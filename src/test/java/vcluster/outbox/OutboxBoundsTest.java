package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.TelemetryConfig;
import vcluster.testing.SampleEvents;
import vcluster.testing.Unix;
import vcluster.wire.CliRequest;
import vcluster.wire.Identity;

/** 1,000 events and 1 MiB at most; the oldest go first, and every one that goes is counted. */
class OutboxBoundsTest extends WithOutbox {
  private static final int MEBIBYTE = 1 << 20;

  /** The longest line that is kept. */
  private static final int MAX_LENGTH = 1_536;

  @Test
  void theThousandAndFirst_pushesTheFirstOut() throws IOException {
    Samples.append(outbox, 1, 1_000);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(1_000, 1L, Undelivered.none()));

    Samples.append(outbox, 1_001, 1_005);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(1_000, 6L, new Undelivered(5, 0, 0)));
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(6, 1_005));
  }

  @Test
  void aFrozenBatch_countsAndIsNeverCut() throws IOException {
    Samples.append(outbox, 1, 150);
    Batch frozen = outbox.freeze(Samples::batch).orElseThrow();
    byte[] bytes = Files.readAllBytes(folder.batch());

    Samples.append(outbox, 151, 1_200);

    assertThat(folder.batch()).hasBinaryContent(bytes);
    assertThat(outbox.freeze(Samples::batch)).contains(frozen);
    assertThat(outbox.waiting()).isEqualTo(new Waiting(1_000, 1L, new Undelivered(200, 0, 0)));
    outbox.settle(frozen);
    assertThat(Samples.drain(outbox)).isEqualTo(Samples.range(301, 1_200));
  }

  @Test
  void theLongestEvents_fitIntoAMebibyteWithABatchOfThem() throws IOException {
    String id = "x".repeat(TelemetryConfig.MAX_TEXT);
    Identity identity = new Identity(id, id, id, "os", "arch");
    for (int time = 1; time <= 1_100; time++) {
      outbox.append(Samples.event(time, MAX_LENGTH));
      if (time == FileOutbox.MAX_BATCH) {
        outbox.freeze(
            events -> new Batch("key", events.size(), 1, new CliRequest(identity).body(events)));
      }
    }

    assertThat(bytesOnDisk()).isLessThanOrEqualTo(MEBIBYTE);
    assertThat(outbox.waiting().events() + outbox.waiting().drops().overflow()).isEqualTo(1_100);
    assertThat(outbox.waiting().events()).isGreaterThan(500);
  }

  /** A letter takes six bytes, as an escape. */
  @Test
  void lettersBeyondAscii_fitIntoAMebibyteToo() throws IOException {
    for (int time = 1; time <= 1_000; time++) {
      outbox.append(SampleEvents.of(time, "\u6f22".repeat(110)));
    }

    assertThat(outbox.waiting().events() + outbox.waiting().drops().overflow()).isEqualTo(1_000);
    assertThat(bytesOnDisk()).isLessThanOrEqualTo(MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whateverHappens_theCountsAddUp(long seed) throws IOException {
    Random random = new Random(seed);
    int appended = 0;
    int settled = 0;
    for (int round = 0; round < 15; round++) {
      for (int i = random.nextInt(150); i > 0; i--) {
        outbox.append(Samples.event(++appended, 85 + random.nextInt(MAX_LENGTH - 85)));
      }
      if (random.nextInt(3) == 0) {
        Batch batch = outbox.freeze(Samples::batch).orElseThrow();
        switch (random.nextInt(3)) {
          case 0 -> outbox.refuse(batch);
          case 1 -> {
            outbox.settle(batch);
            settled += batch.events();
          }
          default -> outbox.expire(FileOutbox.MAX_SECONDS + appended - 700);
        }
      }
      Waiting waiting = outbox.waiting();
      assertThat(waiting.events()).isLessThanOrEqualTo(FileOutbox.MAX_EVENTS);
      assertThat(bytesOnDisk()).isLessThanOrEqualTo(MEBIBYTE);
      assertThat(waiting.events() + waiting.drops().total() + settled).isEqualTo(appended);
    }
  }

  private long bytesOnDisk() {
    return Unix.list(folder.path()).stream().mapToLong(file -> file.toFile().length()).sum();
  }
}
