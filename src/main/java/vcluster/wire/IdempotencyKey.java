package vcluster.wire;

import java.util.UUID;

/** Makes keys that stay the same in every attempt to send one body. */
public final class IdempotencyKey {
  private static final long VERSION_7 = 0x7000;
  private static final long RANDOM = 0x0fff;

  private IdempotencyKey() {}

  /**
   * A random UUID that begins with a time (version 7, RFC 9562): what backends receive at one time
   * they can store in one place.
   *
   * @param millis Unix milliseconds, such as the time of the newest event, which the body says too
   */
  public static String of(long millis) {
    UUID random = UUID.randomUUID();
    long first = (millis << 16) | VERSION_7 | (random.getMostSignificantBits() & RANDOM);
    return new UUID(first, random.getLeastSignificantBits()).toString();
  }
}
