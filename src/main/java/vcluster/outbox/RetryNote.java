package vcluster.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import vcluster.files.AtomicFile;
import vcluster.files.SmallFile;

/**
 * When the next attempt may begin; all times are Unix seconds.
 *
 * @param failures how many attempts have failed in a row
 * @param written when this was noted
 * @param backoffUntil our own backoff, which {@code flush} may ignore
 * @param serverUntil the server's {@code Retry-After}, which nobody ignores; 0 if it gave none
 */
public record RetryNote(int failures, long written, long backoffUntil, long serverUntil) {
  /** No wait is longer than this, in seconds, whatever a server or a jumping clock says. */
  public static final long MAX_SECONDS = 24 * 60 * 60;

  /** Nothing has failed. */
  public static RetryNote none() {
    return new RetryNote(0, 0, 0, 0);
  }

  /** Reads the note; none where there is no file, or one that is not ours. */
  public static RetryNote read(Path file) {
    long[] numbers = SmallFile.numbers(file, 4);
    boolean ours = numbers[0] == (int) numbers[0];
    return ours ? new RetryNote((int) numbers[0], numbers[1], numbers[2], numbers[3]) : none();
  }

  /** Writes the note: one line with the four numbers. */
  public void write(Path file) throws IOException {
    String line = failures + " " + written + " " + backoffUntil + " " + serverUntil + "\n";
    AtomicFile.replace(file, line.getBytes(StandardCharsets.US_ASCII));
  }

  /** When an uploader may be started. */
  public long notBefore(long now) {
    return Math.max(capped(backoffUntil, now), capped(serverUntil, now));
  }

  /** When the server may be asked, our own backoff aside. */
  public long serverNotBefore(long now) {
    return capped(serverUntil, now);
  }

  /**
   * A note from the future comes from a clock that has been set back: it holds nobody up, before
   * 1970 neither.
   */
  private long capped(long until, long now) {
    return until == 0 || written > now ? Math.min(0, now) : Math.min(until, written + MAX_SECONDS);
  }
}
