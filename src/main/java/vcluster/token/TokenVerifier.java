package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vcluster.token.Verification.Reason;
import vcluster.token.Verification.Refused;

/**
 * Tells genuine tokens. A key has one header and one payload, byte for byte, so these are compared
 * and never parsed: no other algorithm, no other claim and no other spelling comes near a key.
 */
public final class TokenVerifier {
  /** A signature by a key of 16,384 bits, and the rest. */
  private static final int MAX_LENGTH = 4_096;

  private final Map<String, PublicTokenKey> keys = new HashMap<>();

  /** Trusts these keys and no others. */
  public TokenVerifier(Collection<PublicTokenKey> trusted) {
    trusted.forEach(key -> keys.put(TokenForm.signed(key.id()), key));
  }

  /** Looks at a token; safe for use by many threads. */
  public Verification verify(String token) {
    int lastDot = token.lastIndexOf('.');
    if (token.length() > MAX_LENGTH || lastDot < 0) {
      return new Refused(Reason.MALFORMED);
    }
    Optional<byte[]> signature = decode(token.substring(lastDot + 1));
    if (signature.isEmpty()) {
      return new Refused(Reason.MALFORMED);
    }
    String signed = token.substring(0, lastDot);
    PublicTokenKey key = keys.get(signed);
    if (key == null) {
      return new Refused(Reason.UNKNOWN_KEY);
    }
    return isGenuine(key, signed, signature.get())
        ? new Verification.Verified(key.id())
        : new Refused(Reason.BAD_SIGNATURE);
  }

  /** Empty for what our encoder would not have written: Java ignores bits beyond the last byte. */
  private static Optional<byte[]> decode(String base64) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      return TokenForm.encode(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isGenuine(PublicTokenKey key, String signed, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(TokenForm.SIGNATURE);
      signature.initVerify(key.key());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      // A signature of another length than the key's is an exception rather than false.
      return false;
    }
  }
}
