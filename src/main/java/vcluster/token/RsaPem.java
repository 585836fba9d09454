package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vcluster.files.SmallFile;

/** RSA keys as PEM (RFC 7468): private ones in PKCS#8, public ones as SubjectPublicKeyInfo. */
final class RsaPem {
  /** An RSA key of 16,384 bits takes a fifth of this. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final int MIN_BITS = 2048;
  private static final int LINE_LENGTH = 64;
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Set<String> CONVERTIBLE = Set.of("RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY");

  /** A key that OpenSSL encrypted in the old form has headers, such as Proc-Type. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]+)-----\\s*+(?:[A-Za-z-]++: .*+\\s++)*+"
              + "([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /** Makes a key of the text of a PEM file. */
  interface Parser<K> {
    K parse(String pem) throws TokenKeyException;
  }

  private RsaPem() {}

  /** Makes a key of a file, and names the file if that fails. */
  static <K> K read(Path file, Parser<K> parser) throws TokenKeyException {
    byte[] content =
        SmallFile.read(file, MAX_BYTES)
            .orElseThrow(() -> new TokenKeyException(file + " can't be read or is too long"));
    try {
      return parser.parse(new String(content, StandardCharsets.ISO_8859_1));
    } catch (TokenKeyException e) {
      throw new TokenKeyException(file + " " + e.getMessage());
    }
  }

  static RSAPrivateCrtKey privateKey(String pem) throws TokenKeyException {
    byte[] der = der(pem, PRIVATE);
    try {
      return strong((RSAPrivateCrtKey) factory().generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new TokenKeyException("does not hold a valid RSA private key");
    }
  }

  static RSAPublicKey publicKey(String pem) throws TokenKeyException {
    byte[] der = der(pem, PUBLIC);
    try {
      return strong((RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("does not hold a valid RSA public key");
    }
  }

  /** The public half of a private key. */
  static RSAPublicKey publicKey(RSAPrivateCrtKey key) throws TokenKeyException {
    try {
      return (RSAPublicKey)
          factory().generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("does not hold a valid RSA private key");
    }
  }

  static String text(RSAPublicKey key) {
    byte[] newLine = {'\n'};
    String base64 = Base64.getMimeEncoder(LINE_LENGTH, newLine).encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(PUBLIC, base64);
  }

  private static byte[] der(String pem, String label) throws TokenKeyException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new TokenKeyException("is not PEM");
    }
    String found = block.group(1);
    if (!found.equals(label)) {
      boolean convertible = label.equals(PRIVATE) && CONVERTIBLE.contains(found);
      throw new TokenKeyException(
          "holds '%s' instead of '%s'".formatted(found, label)
              + (convertible
                  ? "; convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
                  : ""));
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new TokenKeyException("is not PEM: its base64 is damaged");
    }
  }

  private static <K extends RSAKey> K strong(K key) throws TokenKeyException {
    int bits = key.getModulus().bitLength();
    if (bits < MIN_BITS) {
      throw new TokenKeyException(
          "holds an RSA key of %d bits; at least %d are needed".formatted(bits, MIN_BITS));
    }
    return key;
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }
}
