package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.outbox.RetryNote;

/** Exponential, with jitter, capped, and deaf to a damaged note. */
class BackoffTest {
  private static final long NOW = 1_700_000_000;
  private static final long SIX_HOURS = 6 * 60 * 60;

  @ParameterizedTest
  @CsvSource({
    "1, 60",
    "2, 120",
    "3, 240",
    "4, 480",
    "8, 7680",
    "9, 15360",
    "10, 21600",
    "11, 21600",
    "60, 21600",
    "1000, 21600",
    "2147483647, 21600"
  })
  void wait_isHalfToAllOfADoubledMinute(int failures, long whole) {
    assertThat(lowest().seconds(failures)).isEqualTo(whole / 2);
    assertThat(highest().seconds(failures)).isEqualTo(whole);
  }

  @Test
  void jitter_isSpread() {
    Backoff backoff = new Backoff(new Random(1));
    List<Long> waits = LongStream.generate(() -> backoff.seconds(10)).limit(1_000).boxed().toList();

    assertThat(waits).allMatch(wait -> wait >= SIX_HOURS / 2 && wait <= SIX_HOURS);
    assertThat(Set.copyOf(waits)).hasSizeGreaterThan(900);
  }

  @Test
  void note_addsAFailureAndWhatTheServerSaid() {
    RetryNote first = highest().after(RetryNote.none(), 0, NOW);
    assertThat(first).isEqualTo(new RetryNote(1, NOW, NOW + 60, 0));

    RetryNote second = highest().after(first, 300, NOW + 100);
    assertThat(second).isEqualTo(new RetryNote(2, NOW + 100, NOW + 220, NOW + 400));

    RetryNote third = highest().after(second, 0, NOW + 500);
    assertThat(third).isEqualTo(new RetryNote(3, NOW + 500, NOW + 740, 0));
  }

  /** A note from a damaged file must not keep the next one from being made. */
  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -64, -5, -1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
  void note_isMadeWhateverWasBefore(int failures) {
    RetryNote before = new RetryNote(failures, NOW, NOW, 0);

    RetryNote after = highest().after(before, 0, NOW);

    assertThat(after.backoffUntil()).isBetween(NOW + 30, NOW + SIX_HOURS);
    assertThat(highest().after(after, 0, NOW).backoffUntil()).isBetween(NOW + 30, NOW + SIX_HOURS);
  }

  private static Backoff lowest() {
    return new Backoff(() -> 0);
  }

  /** The highest number below any bound, of however few bits. */
  private static Backoff highest() {
    return new Backoff(
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return -1;
          }

          @Override
          public long nextLong(long bound) {
            return bound - 1;
          }
        });
  }
}
