package vcluster.backend.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Inflates bodies (RFC 1952), no further than they may be long. */
final class Gzip {
  private Gzip() {}

  /**
   * The content; empty if it is longer than {@code limit} bytes.
   *
   * @throws IOException if it is not gzip, or not whole
   */
  static Optional<byte[]> inflate(byte[] compressed, int limit) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] content = in.readNBytes(limit + 1);
      return content.length > limit ? Optional.empty() : Optional.of(content);
    }
  }
}
