package vcluster.backend.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Inflates gzip bodies (RFC 1952), of one member or many, up to a limit. */
final class Gzip {
  private static final int PART_BYTES = 8_192;

  private Gzip() {}

  /**
   * Inflates a body; empty if the content is longer than {@code limit} bytes.
   *
   * @throws IOException if the body is not gzip or is cut off
   */
  static Optional<byte[]> inflate(byte[] compressed, int limit) throws IOException {
    byte[] part = new byte[PART_BYTES];
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (GZIPInputStream in = new Members(new ByteArrayInputStream(compressed))) {
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        content.write(part, 0, length);
        if (content.size() > limit) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(content.toByteArray());
  }

  /** The JDK recurses for each member without content: here it returns in between. */
  private static final class Members extends GZIPInputStream {
    private boolean reading;

    Members(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (reading) {
        return 0;
      }
      reading = true;
      try {
        return super.read(buffer, offset, length);
      } finally {
        reading = false;
      }
    }
  }
}
