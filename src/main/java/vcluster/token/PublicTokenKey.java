package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** The public half of a {@link TokenKey}, which verifies tokens. */
public final class PublicTokenKey {
  static final String ALGORITHM = "SHA256withRSA";
  static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final RSAPublicKey key;
  private final String id;

  PublicTokenKey(RSAPublicKey key) {
    this.key = key;
    this.id = BASE64.encodeToString(DigestUtils.sha256(key.getEncoded()));
  }

  /**
   * Reads a PEM file with a SubjectPublicKeyInfo ({@code BEGIN PUBLIC KEY}).
   *
   * @throws TokenKeyException if it holds no RSA key of at least 2048 bits; the message names it
   */
  public static PublicTokenKey read(Path file) throws TokenKeyException {
    return RsaPem.read(file, PublicTokenKey::parse);
  }

  /** Reads the text of such a file. */
  public static PublicTokenKey parse(String pem) throws TokenKeyException {
    return new PublicTokenKey(RsaPem.publicKey(pem));
  }

  /** The {@code kid}: SHA-256 over the SubjectPublicKeyInfo, in base64url without padding. */
  public String id() {
    return id;
  }

  /** The key as PEM, to be written into a file. */
  public String pem() {
    return RsaPem.text(key);
  }

  /**
   * What a token of this key consists of up to its last dot, and what its signature covers
   * (docs/protocol.md#the-syncer-payload).
   */
  String signedText() {
    return base64("{\"alg\":\"RS256\",\"kid\":\"" + id + "\"}")
        + "."
        + base64("{\"iss\":\"vcluster-telemetry\"}");
  }

  /** Whether the private half made this signature of {@link #signedText}. */
  boolean verifies(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(signedText().getBytes(StandardCharsets.US_ASCII));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      // Java throws this for a signature of another length than the key's.
      return false;
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
