package vcluster.zone;

import java.nio.ByteBuffer;

/**
 * How much there is of each kind in one body of a TZif file (RFC 9636 section 3.1). The counts are
 * unsigned 32 bit and not to be trusted before {@link #bodyBytes} was compared with the file.
 */
record TzHeader(long utcMarks, long stdMarks, long leaps, long times, long types, long nameBytes) {
  static final int BYTES = 44;
  static final int TYPE_BYTES = 6;

  /** Reads the header that begins at {@code at}; all of it must be there. */
  static TzHeader read(ByteBuffer data, int at) {
    return new TzHeader(
        count(data, at + 20),
        count(data, at + 24),
        count(data, at + 28),
        count(data, at + 32),
        count(data, at + 36),
        count(data, at + 40));
  }

  /** Where the types begin in the body: behind the times and their type numbers. */
  long typesOffset(int width) {
    return times * (width + 1);
  }

  /** Where the names begin in the body. */
  long namesOffset(int width) {
    return typesOffset(width) + types * TYPE_BYTES;
  }

  /** The length of the body, whose times have {@code width} bytes. */
  long bodyBytes(int width) {
    return namesOffset(width) + nameBytes + leaps * (width + 4) + stdMarks + utcMarks;
  }

  private static long count(ByteBuffer data, int at) {
    return data.getInt(at) & 0xffffffffL;
  }
}
