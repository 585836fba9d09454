package vcluster.backend.record;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

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
   * The pseudonym that is stored for an id: {@code keyed:} and 32 hexadecimal digits; empty for an
   * empty id. Hexadecimal ids and UUIDs have the same one in capital letters.
   */
  public String pseudonym(String id) {
    if (id.isEmpty()) {
      return "";
    }
    boolean anyCase = HEXADECIMAL.matcher(id).matches();
    UUID hash = hash("pseudonym", anyCase ? id.toLowerCase(Locale.ROOT) : id);
    HexFormat hex = HexFormat.of();
    return "keyed:"
        + hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits());
  }

  /** The mark by which events of an erased machine are rejected. */
  public UUID machineMark(String machineId) {
    return hash("machine", machineId);
  }

  /** The mark by which events of an erased instance are rejected. */
  public UUID instanceMark(String uid) {
    return hash("instance", uid);
  }

  /** The mark by which two servers see whether they use the same key. */
  public UUID keyMark() {
    return hash("key", "");
  }

  private UUID hash(String domain, String id) {
    HmacUtils hmac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    ByteBuffer bytes = ByteBuffer.wrap(hmac.hmac(domain + '\0' + id));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
