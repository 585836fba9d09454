package vcluster.token;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** RSA keys in the forms that PEM files hold. */
final class Rsa {
  private static final int BITS_AT_LEAST = 2048;

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  /** The AlgorithmIdentifier {@code rsaEncryption} (RFC 8017, appendix C). */
  private static final byte[] ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private Rsa() {}

  /** From {@code PRIVATE KEY} (PKCS#8) or {@code RSA PRIVATE KEY} (PKCS#1). */
  static RSAPrivateCrtKey privateKey(Pem pem) throws TokenKeyException {
    byte[] pkcs8 =
        switch (pem.label()) {
          case "PRIVATE KEY" -> pem.der();
          case "RSA PRIVATE KEY" -> asPkcs8(pem.der());
          case "ENCRYPTED PRIVATE KEY" ->
              throw new TokenKeyException("is encrypted; store the key without a passphrase");
          default -> throw new TokenKeyException("holds no private key but a " + pem.label());
        };
    try {
      PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (key instanceof RSAPrivateCrtKey rsa) {
        requireStrong(rsa.getModulus().bitLength());
        return rsa;
      }
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("holds no RSA private key that can be read");
    }
    throw new TokenKeyException("holds an RSA key without its primes");
  }

  /** From {@code PUBLIC KEY} (SubjectPublicKeyInfo). */
  static RSAPublicKey publicKey(Pem pem) throws TokenKeyException {
    if (!pem.label().equals("PUBLIC KEY")) {
      throw new TokenKeyException("holds no public key but a " + pem.label());
    }
    try {
      RSAPublicKey key = (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(pem.der()));
      requireStrong(key.getModulus().bitLength());
      return key;
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("holds no RSA public key that can be read");
    }
  }

  /** The public half. */
  static RSAPublicKey publicKey(RSAPrivateCrtKey key) throws TokenKeyException {
    try {
      return (RSAPublicKey)
          factory().generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new TokenKeyException("holds an RSA key that can't be used");
    }
  }

  /** The JDK reads PKCS#8 alone: version, algorithm, and the PKCS#1 key as octets (RFC 5958). */
  private static byte[] asPkcs8(byte[] pkcs1) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(element(INTEGER, new byte[1]));
    content.writeBytes(ALGORITHM);
    content.writeBytes(element(OCTET_STRING, pkcs1));
    return element(SEQUENCE, content.toByteArray());
  }

  /** Lengths in the long form of two bytes where one does not do (X.690, 8.1.3). */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x100) {
      out.write(0x82);
      out.write(content.length >> 8);
    } else if (content.length >= 0x80) {
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void requireStrong(int bits) throws TokenKeyException {
    if (bits < BITS_AT_LEAST) {
      throw new TokenKeyException(
          "holds an RSA key of %d bits; at least %d are needed".formatted(bits, BITS_AT_LEAST));
    }
  }

  private static KeyFactory factory() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance("RSA");
  }
}
