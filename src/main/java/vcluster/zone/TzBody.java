package vcluster.zone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The transitions, types and names of a zone file, read where they lie.
 *
 * @param start where the body begins in the file
 * @param width how many bytes a time has, 4 or 8
 */
record TzBody(ByteBuffer data, int start, int width, TzHeader header) {

  /** Whether every transition leads to a type that is there, and every type to a name. */
  boolean isConsistent() {
    for (int type = 0; type < types(); type++) {
      if (nameOffset(type) >= header.nameBytes()) {
        return false;
      }
    }
    for (int i = 0; i < transitions(); i++) {
      if (typeAfter(i) >= types()) {
        return false;
      }
    }
    return true;
  }

  int transitions() {
    return (int) header.times();
  }

  int types() {
    return (int) header.types();
  }

  /** When it happens, in seconds since 1970. */
  long time(int transition) {
    int at = start + transition * width;
    return width == Long.BYTES ? data.getLong(at) : data.getInt(at);
  }

  int typeAfter(int transition) {
    return data.get(start + transitions() * width + transition) & 0xff;
  }

  boolean isDaylight(int type) {
    return data.get(typeAt(type) + 4) != 0;
  }

  /** The type's abbreviation, up to the NUL behind it. */
  String name(int type) {
    int names = start + (int) header.namesOffset(width);
    int from = names + nameOffset(type);
    int end = names + (int) header.nameBytes();
    int to = from;
    while (to < end && data.get(to) != 0) {
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
    return start + (int) header.typesOffset(width) + type * TzHeader.TYPE_BYTES;
  }
}
