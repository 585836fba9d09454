package vcluster.upload;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import vcluster.outbox.RetryNote;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * Seconds to wait, 0 to a day; 0 for a value that is neither a number of seconds nor a date.
   *
   * @param now Unix seconds
   */
  static long seconds(String value, long now) {
    String text = value.strip();
    if (text.matches("[0-9]+")) {
      return text.length() > 18 ? RetryNote.MAX_SECONDS : limited(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return limited(date.toEpochSecond() - now);
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static long limited(long seconds) {
    return Math.max(0, Math.min(seconds, RetryNote.MAX_SECONDS));
  }
}
