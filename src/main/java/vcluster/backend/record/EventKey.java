package vcluster.backend.record;

import java.util.UUID;

/**
 * What makes an event one of a kind: two with equal keys are the same one, sent twice.
 *
 * @param digest a keyed hash of whose it is and what it is; it tells nothing of what went in, but
 *     for the time that a client has put into its own key
 * @param item which event of the request, from 0
 */
public record EventKey(UUID digest, int item) {
  private static final int TIME_ORDERED = 7;
  private static final long TIME = 0xffff_ffff_ffff_0000L;

  /**
   * The events of a member in the request with an {@code Idempotency-Key}; each has its own index.
   *
   * @param kind of the request, so that a key may be used for each once
   */
  public static UUID digest(KeyedHash hash, String kind, UUID member, String idempotencyKey) {
    return near(idempotencyKey, hash.hash("key " + kind, member + " " + idempotencyKey));
  }

  /**
   * An upload without a header: told apart by the instance and its events.
   *
   * @param events the events as they were sent
   */
  public static EventKey ofUpload(KeyedHash hash, UUID member, String events) {
    return new EventKey(hash.hash("upload", member + " " + events), 0);
  }

  /**
   * The digest beginning with the time that a key of version 7 (RFC 9562) begins with: what comes
   * at one time is stored in one place.
   */
  private static UUID near(String idempotencyKey, UUID digest) {
    long time;
    try {
      UUID key = UUID.fromString(idempotencyKey);
      time = key.version() == TIME_ORDERED ? key.getMostSignificantBits() & TIME : 0;
    } catch (IllegalArgumentException e) {
      time = 0;
    }
    long first = digest.getMostSignificantBits();
    return new UUID(time == 0 ? first : time | (first & ~TIME), digest.getLeastSignificantBits());
  }
}
