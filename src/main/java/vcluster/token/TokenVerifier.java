package vcluster.token;

import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies tokens. A key has exactly one header and one payload, so these are compared byte for
 * byte and never parsed: no other algorithm, claim or spelling gets as far as a key.
 */
public final class TokenVerifier {
  /** Room for a signature by a key of 16,384 bits, and the rest. */
  private static final int MAX_LENGTH = 4_096;

  private final Map<String, PublicTokenKey> keys = new HashMap<>();

  /** Trusts these keys and no others. */
  public TokenVerifier(Collection<PublicTokenKey> trusted) {
    trusted.forEach(key -> keys.put(key.signedText(), key));
  }

  /** Verifies a token; many threads may call this at once. */
  public Verification verify(String token) {
    int lastDot = token.lastIndexOf('.');
    if (token.length() > MAX_LENGTH || lastDot < 0) {
      return Verification.MALFORMED;
    }
    Optional<byte[]> signature = decode(token.substring(lastDot + 1));
    if (signature.isEmpty()) {
      return Verification.MALFORMED;
    }
    PublicTokenKey key = keys.get(token.substring(0, lastDot));
    if (key == null) {
      return Verification.UNKNOWN_KEY;
    }
    return key.verifies(signature.get()) ? Verification.VERIFIED : Verification.BAD_SIGNATURE;
  }

  /** Empty for what our encoder would not have written: Java ignores bits beyond the last byte. */
  private static Optional<byte[]> decode(String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      boolean ours = PublicTokenKey.BASE64.encodeToString(bytes).equals(base64);
      return ours ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
