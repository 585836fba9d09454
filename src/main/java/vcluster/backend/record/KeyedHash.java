package vcluster.backend.record;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 with the servers' key: without that key, the database alone does not let anyone test
 * ids against it.
 */
public final class KeyedHash {
  private static final int KEY_BYTES_AT_LEAST = 32;
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f-]+");

  private final byte[] key;

  /**
   * Hashes with {@code key}.
   *
   * @throws IllegalArgumentException if it has fewer than 32 bytes
   */
  public KeyedHash(byte[] key) {
    if (key.length < KEY_BYTES_AT_LEAST) {
      throw new IllegalArgumentException("the key has fewer than 32 bytes");
    }
    this.key = key.clone();
  }

  /**
   * The pseudonym that is stored for an id; null for an empty id. Hexadecimal ids and UUIDs have
   * the same one in capital letters.
   */
  public @Nullable UUID pseudonym(String id) {
    if (id.isEmpty()) {
      return null;
    }
    boolean anyCase = HEXADECIMAL.matcher(id).matches();
    return hash("pseudonym", anyCase ? id.toLowerCase(Locale.ROOT) : id);
  }

  /** The mark by which what a machine or an instance sends is refused once it is erased. */
  public UUID mark(UUID pseudonym) {
    return hash("erased", pseudonym.toString());
  }

  /** The mark by which two servers see whether they use the same key. */
  public UUID keyMark() {
    return hash("key", "");
  }

  /** Hashes a text for one purpose. */
  UUID hash(String purpose, String text) {
    HmacUtils hmac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    ByteBuffer bytes = ByteBuffer.wrap(hmac.hmac(purpose + '\0' + text));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
