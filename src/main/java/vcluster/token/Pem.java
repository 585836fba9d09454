package vcluster.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vcluster.files.SmallFile;

/** The first block of a PEM text (RFC 7468). */
final class Pem {
  /** An RSA key of 16,384 bits takes a fifth of this. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private static final int LINE = 64;

  /** What makes a key of the text of a file. */
  interface Parser<K> {
    K parse(String pem) throws TokenKeyException;
  }

  private final String label;
  private final byte[] der;

  Pem(String label, byte[] der) {
    this.label = label;
    this.der = der;
  }

  /** Makes a key of a file; whatever is wrong is said with its path. */
  static <K> K read(Path file, Parser<K> parser) throws TokenKeyException {
    byte[] content =
        SmallFile.read(file, MAX_BYTES)
            .orElseThrow(() -> new TokenKeyException(file + " can't be read, or is no key"));
    try {
      return parser.parse(new String(content, StandardCharsets.ISO_8859_1));
    } catch (TokenKeyException e) {
      throw new TokenKeyException(file + " " + e.getMessage());
    }
  }

  static Pem parse(String text) throws TokenKeyException {
    if (text.length() > MAX_BYTES) {
      throw new TokenKeyException("is too long for a key");
    }
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new TokenKeyException("is not PEM");
    }
    try {
      return new Pem(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
    } catch (IllegalArgumentException e) {
      throw new TokenKeyException("is not PEM: its base64 is damaged");
    }
  }

  /** Such as {@code PRIVATE KEY}. */
  String label() {
    return label;
  }

  byte[] der() {
    return der;
  }

  String text() {
    byte[] newLine = {'\n'};
    String base64 = Base64.getMimeEncoder(LINE, newLine).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
  }
}
