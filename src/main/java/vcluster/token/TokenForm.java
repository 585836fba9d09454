package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a token is made of, byte for byte (docs/protocol.md#the-syncer-payload). */
final class TokenForm {
  static final String SIGNATURE = "SHA256withRSA";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private TokenForm() {}

  /** Header and payload: what is signed, and all of the token up to its last dot. */
  static String signed(String keyId) {
    String header = "{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}";
    return encode(header) + "." + encode("{\"iss\":\"vcluster-telemetry\"}");
  }

  static String encode(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.US_ASCII));
  }
}
