package vcluster.backend.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Inflates gzip bodies (RFC 1952) up to a limit. */
final class Gzip {
  private Gzip() {}

  /**
   * Inflates a body; empty if the content is longer than {@code limit} bytes.
   *
   * @throws IOException if the body is not gzip or is cut off
   */
  static Optional<byte[]> inflate(byte[] compressed, int limit) throws IOException {
    try (GZIPInputStream in = new Members(new ByteArrayInputStream(compressed))) {
      byte[] content = in.readNBytes(limit + 1);
      return content.length > limit ? Optional.empty() : Optional.of(content);
    }
  }

  /** The JDK recurses for each empty member in a row, without a limit of its own. */
  private static final class Members extends GZIPInputStream {
    private static final int MAX_EMPTY = 16;

    private int empty;

    Members(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (empty > MAX_EMPTY) {
        throw new ZipException("empty members");
      }
      empty++;
      try {
        return super.read(buffer, offset, length);
      } finally {
        empty--;
      }
    }
  }
}
