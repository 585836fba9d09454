package vcluster.machine;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * What leaves the machine in place of its id: HMAC-SHA256 with the id as the key, in lowercase hex
 * (docs/protocol.md#machine-id).
 */
public final class MachineHash {
  /** What the original put in front of the home directory before v0.18. */
  private static final String CREATOR_PREFIX = "1f1uR6nVryzFEaAm87Ra";

  private MachineHash() {}

  /**
   * The {@code machine_id} of events, and the value {@code machineID} of charts since 0.18.
   *
   * @param id the machine's id; may be empty
   * @param home the home directory, byte for byte as it was found
   */
  public static String machineId(String id, String home) {
    return hash(id, home);
  }

  /** The value {@code instanceCreatorUID} of charts before 0.18. */
  public static String instanceCreatorUid(String id, String home) {
    return hash(id, CREATOR_PREFIX + home);
  }

  private static String hash(String id, String message) {
    // JCE refuses an empty key. HMAC pads keys with zeros: one zero byte is the same key.
    byte[] key = id.isEmpty() ? new byte[1] : id.getBytes(StandardCharsets.UTF_8);
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmacHex(message);
  }
}
