package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which status settles a batch, drops it, or keeps it; and how long a server may make us wait. */
class SendResultTest {
  private static final long NOW = 784_111_777;
  private static final long DAY = 24 * 60 * 60;

  static IntStream statuses() {
    return IntStream.range(100, 600);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void status_isSorted(int status) {
    SendResult answer = SendResult.of(status, 7);

    if (status / 100 == 2) {
      assertThat(answer).isEqualTo(new SendResult.Accepted(status));
    } else if (status / 100 == 4 && !Set.of(407, 408, 429).contains(status)) {
      assertThat(answer).isEqualTo(new SendResult.Refused(status));
    } else {
      assertThat(answer).isEqualTo(new SendResult.Unavailable(status, "unavailable", 7));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "99", "600", "999", "-1"})
  void statusBeyondHttp_keepsTheBatch(int status) {
    assertThat(SendResult.of(status, 0)).isInstanceOf(SendResult.Unavailable.class);
  }

  @Test
  void words_areStable() {
    assertThat(new SendResult.Accepted(204).word()).isEqualTo("accepted");
    assertThat(new SendResult.Refused(400).word()).isEqualTo("refused");
    assertThat(new SendResult.Unavailable(0, "timeout", 0).word()).isEqualTo("timeout");
  }

  /** Now is eight o'clock, 49 minutes and 37 seconds on 6 November 1994, as in RFC 9110. */
  @ParameterizedTest
  @CsvFileSource(resources = "/tables/retry-after.txt", delimiter = '|', quoteCharacter = '\'')
  void retryAfter_isSecondsOrADate(String value, long seconds) {
    assertThat(RetryAfter.seconds(value, NOW)).isEqualTo(seconds).isBetween(0L, DAY);
  }
}
