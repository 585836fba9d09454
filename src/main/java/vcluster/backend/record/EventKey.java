package vcluster.backend.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What makes an event one of a kind: two with equal keys are the same one, sent twice.
 *
 * @param digest the first 128 bits of a SHA-256; they tell nothing of what went in
 * @param item which event of the request, from 0
 */
public record EventKey(UUID digest, int item) {
  /** The event at {@code index} of the request with this {@code Idempotency-Key}. */
  public static EventKey of(String idempotencyKey, int index) {
    return new EventKey(digest("key", idempotencyKey.getBytes(StandardCharsets.UTF_8)), index);
  }

  /**
   * An upload without a header: told apart by the instance and its events.
   *
   * @param events the events as they were sent
   */
  public static EventKey ofUpload(String uid, byte[] events) {
    return new EventKey(digest("upload " + uid, events), 0);
  }

  private static UUID digest(String domain, byte[] content) {
    MessageDigest sha = DigestUtils.getSha256Digest();
    sha.update(domain.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    ByteBuffer bytes = ByteBuffer.wrap(sha.digest(content));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
