package vcluster.outbox;

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
    return overflow + expired + refused;
  }

  Undelivered plus(Undelivered more) {
    return new Undelivered(
        overflow + more.overflow, expired + more.expired, refused + more.refused);
  }
}
