package vcluster.upload;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vcluster.files.SmallFile;

/** Reads the certificates of a PEM file one by one, so that a bad one does not spoil the rest. */
final class PemBundle {
  private static final int MAX_BYTES = 16 << 20;
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemBundle() {}

  /**
   * The certificates in {@code file}; none if it can't be read, is not a regular file (a pipe might
   * keep us waiting), or is larger than 16 MiB.
   */
  static List<X509Certificate> read(Path file) {
    Optional<byte[]> content = SmallFile.read(file, MAX_BYTES);
    return content.isPresent()
        ? parse(new String(content.get(), StandardCharsets.ISO_8859_1))
        : List.of();
  }

  private static List<X509Certificate> parse(String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    int from = 0;
    for (int end; (end = text.indexOf(END, from)) >= 0; from = end + END.length()) {
      String block = text.substring(from, end);
      // The last one: a block before it that was cut short has a beginning and no end.
      int begin = block.lastIndexOf(BEGIN);
      if (begin >= 0) {
        add(block.substring(begin + BEGIN.length()), certificates);
      }
    }
    return certificates;
  }

  private static void add(String base64, List<X509Certificate> to) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      to.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | IllegalArgumentException e) {
      // As in Go: one that can't be read vouches for nobody.
      return;
    }
  }
}
