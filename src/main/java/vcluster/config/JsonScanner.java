package vcluster.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a JSON object of any size and depth for the places of its members, as strictly as RFC 8259
 * has it: the splice needs offsets in bytes, and every command waits for this (docs/decisions).
 */
final class JsonScanner {
  /** What a member's value is, as far as a flag needs to know. */
  enum Value {
    TRUE,
    FALSE,
    NULL,
    OTHER
  }

  /**
   * One member of the outermost object.
   *
   * @param start the offset of the name's opening quote, in bytes
   * @param nameEnd the offset behind the name's closing quote
   * @param valueStart the offset at which the value begins
   * @param end the offset behind the value
   */
  record Member(String name, Value value, int start, int nameEnd, int valueStart, int end) {}

  private final JsonCursor cursor;

  private JsonScanner(byte[] json) {
    this.cursor = new JsonCursor(json);
  }

  /**
   * Reads a whole file: one object in UTF-8, no byte order mark, nothing but white space around it.
   *
   * @throws MalformedJsonException if it is anything else; it repeats nothing of the content
   */
  static List<Member> members(byte[] json) throws MalformedJsonException {
    requireUtf8(json);
    JsonScanner scanner = new JsonScanner(json);
    scanner.cursor.skipSpace();
    if (scanner.cursor.peek() != '{') {
      throw new MalformedJsonException(
          scanner.cursor.at == json.length ? "is empty" : "is not a JSON object");
    }
    List<Member> members = scanner.object();
    scanner.cursor.skipSpace();
    if (scanner.cursor.at < json.length) {
      throw new MalformedJsonException("has extra content after the JSON object");
    }
    return members;
  }

  private static void requireUtf8(byte[] json) throws MalformedJsonException {
    if (json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB) {
      throw new MalformedJsonException("begins with a byte order mark");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException("is not valid UTF-8");
    }
  }

  private List<Member> object() throws MalformedJsonException {
    List<Member> members = new ArrayList<>();
    cursor.expect('{');
    cursor.skipSpace();
    while (cursor.peek() != '}') {
      if (!members.isEmpty()) {
        cursor.expect(',');
        cursor.skipSpace();
      }
      members.add(member());
      cursor.skipSpace();
    }
    cursor.at++;
    return members;
  }

  private Member member() throws MalformedJsonException {
    int start = cursor.at;
    cursor.skipString();
    int nameEnd = cursor.at;
    cursor.colon();
    int valueStart = cursor.at;
    Value value = skipValue();
    return new Member(name(start + 1, nameEnd - 1), value, start, nameEnd, valueStart, cursor.at);
  }

  /** Goes over a value without recursion: a file may be nested deeper than a stack. */
  private Value skipValue() throws MalformedJsonException {
    if (!opens()) {
      return skipScalar();
    }
    BitSet objects = new BitSet();
    int depth = 0;
    boolean valueNext = true;
    do {
      if (valueNext && opens()) {
        boolean object = cursor.peek() == '{';
        objects.set(depth++, object);
        cursor.at++;
        cursor.skipSpace();
        valueNext = !closes(object);
        beginEntry(object && valueNext);
      } else if (valueNext) {
        skipScalar();
        valueNext = false;
      } else {
        cursor.skipSpace();
        boolean object = objects.get(depth - 1);
        valueNext = !closes(object);
        if (valueNext) {
          cursor.expect(',');
          cursor.skipSpace();
          beginEntry(object);
        } else {
          cursor.at++;
          depth--;
        }
      }
    } while (depth > 0);
    return Value.OTHER;
  }

  private void beginEntry(boolean named) throws MalformedJsonException {
    if (named) {
      cursor.skipString();
      cursor.colon();
    }
  }

  private boolean opens() {
    return cursor.peek() == '{' || cursor.peek() == '[';
  }

  private boolean closes(boolean object) {
    return cursor.peek() == (object ? '}' : ']');
  }

  private Value skipScalar() throws MalformedJsonException {
    return switch (cursor.peek()) {
      case 't' -> skipWord("true", Value.TRUE);
      case 'f' -> skipWord("false", Value.FALSE);
      case 'n' -> skipWord("null", Value.NULL);
      case '"' -> {
        cursor.skipString();
        yield Value.OTHER;
      }
      default -> {
        cursor.skipNumber();
        yield Value.OTHER;
      }
    };
  }

  private Value skipWord(String word, Value value) throws MalformedJsonException {
    cursor.skipWord(word);
    return value;
  }

  private String name(int from, int to) {
    String raw = new String(cursor.json, from, to - from, StandardCharsets.UTF_8);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        c = raw.charAt(++i);
        if (c == 'u') {
          c = (char) Integer.parseInt(raw.substring(i + 1, i + 5), 16);
          i += 4;
        } else {
          int control = "bfnrt".indexOf(c);
          c = control < 0 ? c : "\b\f\n\r\t".charAt(control);
        }
      }
      name.append(c);
    }
    return name.toString();
  }
}
