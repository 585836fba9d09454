package vcluster.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the certificates of a PEM file one by one, so that a bad one does not spoil the rest. */
final class PemBundle {
  private static final int MAX_BYTES = 16 << 20;
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemBundle() {}

  /**
   * The certificates in {@code file}; what is none is passed over.
   *
   * @throws IOException if it can't be read, is not a regular file (a pipe might keep us for ever),
   *     or is larger than 16 MiB
   */
  static List<Certificate> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException("too large");
      }
      return parse(new String(content, StandardCharsets.ISO_8859_1));
    }
  }

  private static List<Certificate> parse(String text) throws IOException {
    CertificateFactory factory;
    try {
      factory = CertificateFactory.getInstance("X.509");
    } catch (CertificateException e) {
      throw new IOException("this runtime reads no certificates", e);
    }
    List<Certificate> certificates = new ArrayList<>();
    int from = 0;
    for (int end; (end = text.indexOf(END, from)) >= 0; from = end + END.length()) {
      String block = text.substring(from, end);
      // The last one: a block before it that was cut short has a beginning and no end.
      int begin = block.lastIndexOf(BEGIN);
      if (begin >= 0) {
        add(block.substring(begin + BEGIN.length()), factory, certificates);
      }
    }
    return certificates;
  }

  private static void add(String base64, CertificateFactory factory, List<Certificate> to) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      to.add(factory.generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | IllegalArgumentException e) {
      // As Go does: one that can't be read vouches for nobody.
      return;
    }
  }
}
