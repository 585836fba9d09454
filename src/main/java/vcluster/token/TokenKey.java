package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;

/** The private key that signs the tokens of syncers. */
public final class TokenKey {
  private final RSAPrivateCrtKey key;
  private final PublicTokenKey publicKey;

  private TokenKey(RSAPrivateCrtKey key, PublicTokenKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * Reads a PEM file with a PKCS#8 key ({@code BEGIN PRIVATE KEY}).
   *
   * @throws TokenKeyException if it holds no RSA key of at least 2048 bits; the message names the
   *     file, and the command that converts other forms of keys
   */
  public static TokenKey read(Path file) throws TokenKeyException {
    return RsaPem.read(file, TokenKey::parse);
  }

  /** Reads the text of such a file. */
  public static TokenKey parse(String pem) throws TokenKeyException {
    RSAPrivateCrtKey key = RsaPem.privateKey(pem);
    return new TokenKey(key, new PublicTokenKey(RsaPem.publicKey(key)));
  }

  /** The half that verifies. */
  public PublicTokenKey publicKey() {
    return publicKey;
  }

  /**
   * The compact JWT: header {@code {"alg":"RS256","kid":K}}, payload {@code
   * {"iss":"vcluster-telemetry"}}; the same key always gives the same token.
   *
   * @throws TokenKeyException if the key is damaged
   */
  public String token() throws TokenKeyException {
    String text = publicKey.signedText();
    try {
      Signature signature = Signature.getInstance(PublicTokenKey.ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + PublicTokenKey.BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("the token key can't sign; it is damaged");
    }
  }
}
