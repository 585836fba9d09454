package vcluster.outbox;

/**
 * Events that went undelivered, since the outbox was made.
 *
 * @param overflow beyond 1,000 events or 1 MiB, the oldest first
 * @param expired older than 30 days
 * @param refused in a batch that the server refused for good
 */
public record Drops(long overflow, long expired, long refused) {
  /** None yet. */
  public static Drops none() {
    return new Drops(0, 0, 0);
  }

  /** All of them. */
  public long total() {
    return overflow + expired + refused;
  }

  Drops plus(Drops more) {
    return new Drops(overflow + more.overflow, expired + more.expired, refused + more.refused);
  }
}
