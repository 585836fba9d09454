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
   * Reads a PEM file: PKCS#8 ({@code BEGIN PRIVATE KEY}) or PKCS#1 ({@code BEGIN RSA PRIVATE KEY}).
   *
   * @throws TokenKeyException if it holds no RSA key of at least 2048 bits; the message names it
   */
  public static TokenKey read(Path file) throws TokenKeyException {
    return Pem.read(file, TokenKey::parse);
  }

  /** The same from the text of such a file. */
  public static TokenKey parse(String pem) throws TokenKeyException {
    RSAPrivateCrtKey key = Rsa.privateKey(Pem.parse(pem));
    return new TokenKey(key, new PublicTokenKey(Rsa.publicKey(key)));
  }

  /** The half that verifies. */
  public PublicTokenKey publicKey() {
    return publicKey;
  }

  /**
   * The compact JWT: header {@code {"alg":"RS256","kid":K}}, payload {@code
   * {"iss":"vcluster-telemetry"}}; the same key always gives the same token.
   *
   * @throws TokenKeyException if the key's numbers do not fit each other
   */
  public String token() throws TokenKeyException {
    String signed = TokenForm.signed(publicKey.id());
    try {
      Signature signature = Signature.getInstance(TokenForm.SIGNATURE);
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + TokenForm.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("the token key can't sign: its numbers do not fit each other");
    }
  }
}
