package vcluster.token;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;

/** The public half of a {@link TokenKey}: what tells whether a token is genuine. */
public final class PublicTokenKey {
  private final RSAPublicKey key;
  private final String id;

  PublicTokenKey(RSAPublicKey key) {
    this.key = key;
    this.id = id(key.getEncoded());
  }

  /**
   * Reads a PEM file with a SubjectPublicKeyInfo ({@code BEGIN PUBLIC KEY}).
   *
   * @throws TokenKeyException if it holds no RSA key of at least 2048 bits; the message names it
   */
  public static PublicTokenKey read(Path file) throws TokenKeyException {
    return Pem.read(file, PublicTokenKey::parse);
  }

  /** The same from the text of such a file. */
  public static PublicTokenKey parse(String pem) throws TokenKeyException {
    return new PublicTokenKey(Rsa.publicKey(Pem.parse(pem)));
  }

  /** The {@code kid}: SHA-256 over the SubjectPublicKeyInfo, in base64url without padding. */
  public String id() {
    return id;
  }

  /** The key as it is written into a file. */
  public String pem() {
    return new Pem("PUBLIC KEY", key.getEncoded()).text();
  }

  RSAPublicKey key() {
    return key;
  }

  private static String id(byte[] der) {
    try {
      return TokenForm.encode(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
