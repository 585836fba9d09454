package vcluster.cli.inspect;

import java.time.Instant;

/** How times (RFC 3339, in UTC, to the second) and counts are shown. */
final class Display {
  private Display() {}

  /** Of a time that no calendar has, as a damaged file may say, the nearest that one has. */
  static String text(long unixSeconds) {
    long first = Instant.MIN.getEpochSecond();
    long last = Instant.MAX.getEpochSecond();
    return Instant.ofEpochSecond(Math.max(first, Math.min(unixSeconds, last))).toString();
  }

  /** {@code 1 event}, {@code 2 events}. */
  static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
