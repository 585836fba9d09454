package vcluster.upload;

import java.util.random.RandomGenerator;
import vcluster.outbox.RetryNote;

/** How long to wait after a failure: exponential, with jitter, one policy for all uploads. */
public record Backoff(RandomGenerator random) {
  private static final long FIRST_SECONDS = 60;
  private static final long MAX_SECONDS = 6 * 60 * 60;

  /** More of them make no difference. */
  private static final int MAX_FAILURES = 1_000;

  /**
   * The note after one more failure.
   *
   * @param retryAfterSeconds what the server asked for, 0 if nothing
   * @param now Unix seconds
   */
  public RetryNote after(RetryNote before, long retryAfterSeconds, long now) {
    // The note comes from a file, which may say anything.
    int failures = Math.max(0, Math.min(before.failures(), MAX_FAILURES)) + 1;
    long serverUntil = retryAfterSeconds > 0 ? now + retryAfterSeconds : 0;
    return new RetryNote(failures, now, now + seconds(failures), serverUntil);
  }

  /** Half to all of 60 s after the first failure, doubled with each one more, up to six hours. */
  long seconds(int failures) {
    long whole = Math.min(FIRST_SECONDS << Math.min(failures - 1, 20), MAX_SECONDS);
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }
}
