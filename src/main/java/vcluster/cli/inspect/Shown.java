package vcluster.cli.inspect;

import java.time.Instant;

/** How times (RFC 3339, in UTC, to the second) and counts are shown. */
final class Shown {
  private Shown() {}

  static String text(long unixSeconds) {
    return Instant.ofEpochSecond(unixSeconds).toString();
  }

  /** {@code 1 event}, {@code 2 events}. */
  static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
