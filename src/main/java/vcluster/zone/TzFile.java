package vcluster.zone;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A compiled time zone (TZif, RFC 9636), with what Go's time package makes of it: the versions it
 * takes, what it checks, and its answers before the first and after the last transition.
 *
 * @param footer the rule for times after the last transition; empty if there is none
 */
record TzFile(TzBody body, String footer) {
  private static final int MAGIC = 0x545a6966; // TZif
  private static final int VERSION_AT = 4;

  /** Reads a whole file; empty if it is not one that Go would take. */
  static Optional<TzFile> parse(byte[] content) {
    ByteBuffer data = ByteBuffer.wrap(content);
    if (content.length < TzBody.HEADER_BYTES || data.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    TzBody first = new TzBody(data, 0, Integer.BYTES);
    return switch (content[VERSION_AT]) {
      case 0 -> of(data, first);
      // The first body is for readers that know 32 bits only.
      case '2', '3' ->
          first.end() + TzBody.HEADER_BYTES > data.limit()
              ? Optional.empty()
              : of(data, new TzBody(data, (int) first.end(), Long.BYTES));
      // Version 4 too: Go refuses it, and only files that count leap seconds have it.
      default -> Optional.empty();
    };
  }

  private static Optional<TzFile> of(ByteBuffer data, TzBody body) {
    return body.isConsistent()
        ? Optional.of(new TzFile(body, footer(data, (int) body.end())))
        : Optional.empty();
  }

  /** What stands between two line ends at the end of the file. */
  private static String footer(ByteBuffer data, int from) {
    int last = data.limit() - 1;
    if (last - from < 2 || data.get(from) != '\n' || data.get(last) != '\n') {
      return "";
    }
    return TzBody.text(data, from + 1, last);
  }

  /** The abbreviation in force at that time, as the file has it. */
  String nameAt(long unixSeconds) {
    int last = body.transitions() - 1;
    if (last >= 0 && unixSeconds < body.time(0)) {
      return body.name(typeBeforeAll());
    }
    int current = transitionBefore(unixSeconds);
    if (current >= last && !footer.isEmpty()) {
      Optional<TzRules> rules = TzFooter.parse(footer);
      if (rules.isPresent()) {
        return rules.get().nameAt(unixSeconds);
      }
    }
    return body.name(last < 0 ? 0 : body.typeAfter(current));
  }

  /** The number of the last transition not later than that; 0 if there is none. */
  private int transitionBefore(long unixSeconds) {
    int low = 0;
    int high = body.transitions();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (unixSeconds < body.time(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /**
   * The type for times before the first transition: type 0 if no transition leads to it; else the
   * nearest standard type in front of that of a first transition into daylight saving time; else
   * the first standard type; else type 0. RFC 9636 says type 0 always; old files need the rest.
   */
  private int typeBeforeAll() {
    if (!isReached(0)) {
      return 0;
    }
    int first = body.typeAfter(0);
    if (body.isDaylight(first)) {
      for (int type = first - 1; type >= 0; type--) {
        if (!body.isDaylight(type)) {
          return type;
        }
      }
    }
    for (int type = 0; type < body.types(); type++) {
      if (!body.isDaylight(type)) {
        return type;
      }
    }
    return 0;
  }

  private boolean isReached(int type) {
    for (int i = 0; i < body.transitions(); i++) {
      if (body.typeAfter(i) == type) {
        return true;
      }
    }
    return false;
  }
}
