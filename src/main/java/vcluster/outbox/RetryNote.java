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

  private static final int MAX_BYTES = 1_024;

  /** Nothing has failed. */
  public static RetryNote none() {
    return new RetryNote(0, 0, 0, 0);
  }

  /** Reads the note; none where there is no file, or one that is not ours. */
  public static RetryNote read(Path file) {
    return SmallFile.read(file, MAX_BYTES).map(RetryNote::parse).orElseGet(RetryNote::none);
  }

  private static RetryNote parse(byte[] content) {
    try {
      // Every command passes here, and starting a JSON parser would cost it 8 ms.
      String[] numbers = new String(content, StandardCharsets.ISO_8859_1).strip().split(" ", 5);
      return numbers.length == 4
          ? new RetryNote(
              Integer.parseInt(numbers[0]),
              Long.parseLong(numbers[1]),
              Long.parseLong(numbers[2]),
              Long.parseLong(numbers[3]))
          : none();
    } catch (NumberFormatException e) {
      return none();
    }
  }

  /** Keeps the note on disk: a line with the four numbers. */
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

  /** A note from the future comes from a clock that has been set back: it holds nobody up. */
  private long capped(long until, long now) {
    return written > now ? 0 : Math.min(until, written + MAX_SECONDS);
  }
}
