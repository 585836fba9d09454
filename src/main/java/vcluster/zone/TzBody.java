package vcluster.zone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A header of a zone file and the body behind it: transitions, types and names (RFC 9636 section
 * 3), read where they lie. Its counts are unsigned 32 bit, and may lead anywhere until {@link
 * #isConsistent}.
 */
final class TzBody {
  static final int HEADER_BYTES = 44;
  private static final int TYPE_BYTES = 6;

  private final ByteBuffer data;
  private final int width;
  private final long transitions;
  private final long types;
  private final long nameBytes;
  private final long timesAt;
  private final long typesAt;
  private final long namesAt;
  private final long end;

  /**
   * Reads the header.
   *
   * @param header where it begins in the file; all of it must be there
   * @param width how many bytes a time has, 4 or 8
   */
  TzBody(ByteBuffer data, int header, int width) {
    this.data = data;
    this.width = width;
    this.transitions = count(header + 32);
    this.types = count(header + 36);
    this.nameBytes = count(header + 40);
    this.timesAt = (long) header + HEADER_BYTES;
    this.typesAt = timesAt + transitions * (width + 1);
    this.namesAt = typesAt + types * TYPE_BYTES;
    long leaps = count(header + 28) * (width + 4);
    this.end = namesAt + nameBytes + leaps + count(header + 24) + count(header + 20);
  }

  /**
   * Whether all of it is in the file, every transition leads to a type that is there, and every
   * type to a name.
   */
  boolean isConsistent() {
    if (end > data.limit() || types == 0) {
      return false;
    }
    for (int type = 0; type < types; type++) {
      if (nameOffset(type) >= nameBytes) {
        return false;
      }
    }
    for (int i = 0; i < transitions; i++) {
      if (typeAfter(i) >= types) {
        return false;
      }
    }
    return true;
  }

  /** Where the body ends in the file. */
  long end() {
    return end;
  }

  int transitions() {
    return (int) transitions;
  }

  int types() {
    return (int) types;
  }

  /** When it happens, in seconds since 1970. */
  long time(int transition) {
    int at = (int) timesAt + transition * width;
    return width == Long.BYTES ? data.getLong(at) : data.getInt(at);
  }

  int typeAfter(int transition) {
    return data.get((int) timesAt + transitions() * width + transition) & 0xff;
  }

  boolean isDaylight(int type) {
    return data.get(typeAt(type) + 4) != 0;
  }

  /** The type's abbreviation, up to the NUL behind it. */
  String name(int type) {
    int from = (int) namesAt + nameOffset(type);
    int to = from;
    while (to < namesAt + nameBytes && data.get(to) != 0) {
      to++;
    }
    return text(data, from, to);
  }

  /** The bytes as they are, one character each. */
  static String text(ByteBuffer data, int from, int to) {
    byte[] bytes = new byte[to - from];
    data.get(from, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private int nameOffset(int type) {
    return data.get(typeAt(type) + 5) & 0xff;
  }

  private int typeAt(int type) {
    return (int) typesAt + type * TYPE_BYTES;
  }

  private long count(int at) {
    return data.getInt(at) & 0xffffffffL;
  }
}
