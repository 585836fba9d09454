package vcluster.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import vcluster.files.AtomicFile;
import vcluster.files.SmallFile;

/**
 * Events that went undelivered, since the outbox was made.
 *
 * @param overflow beyond 1,000 events or 1 MiB, the oldest first
 * @param expired older than 30 days
 * @param refused in a batch that the server refused for good
 */
public record Undelivered(long overflow, long expired, long refused) {
  /** None yet. */
  public static Undelivered none() {
    return new Undelivered(0, 0, 0);
  }

  /** All of them. */
  public long total() {
    return sum(overflow, sum(expired, refused));
  }

  /** Reads the counts; none where there is no file, or one that is not ours. */
  static Undelivered read(Path file) {
    long[] counts = SmallFile.numbers(file, 3);
    boolean ours = counts[0] >= 0 && counts[1] >= 0 && counts[2] >= 0;
    return ours ? new Undelivered(counts[0], counts[1], counts[2]) : none();
  }

  /** Adds these events to the counts in {@code file}; the caller holds the outbox's lock. */
  void addTo(Path file) throws IOException {
    Undelivered before = read(file);
    String line =
        sum(before.overflow, overflow)
            + " "
            + sum(before.expired, expired)
            + " "
            + sum(before.refused, refused)
            + "\n";
    AtomicFile.replace(file, line.getBytes(StandardCharsets.US_ASCII));
  }

  /** A damaged file may hold counts that are too large to add up. */
  private static long sum(long count, long other) {
    return other > Long.MAX_VALUE - count ? Long.MAX_VALUE : count + other;
  }
}
