package vcluster.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The members of one JSON object, with the bytes that each of them takes. */
final class JsonMembers {
  /**
   * One member of the outermost object.
   *
   * @param start the byte offset of the name's opening quote
   * @param valueStart the byte offset at which the value begins
   * @param end the byte offset just behind the value
   */
  record Member(String name, JsonToken value, int start, int valueStart, int end) {}

  /** A file of the user's may be of any size and depth; only memory bounds it. */
  private static final StreamReadConstraints UNBOUNDED =
      StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private JsonMembers() {}

  /**
   * Reads a whole file: one RFC 8259 object in UTF-8, without a byte order mark, nothing but white
   * space around it.
   *
   * @throws MalformedJsonException if it is anything else; it repeats nothing of the content
   */
  static List<Member> read(byte[] json) throws IOException {
    requireUtf8(json);
    try (JsonParser parser = factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJsonException(
            parser.currentToken() == null ? "is empty" : "is not a JSON object");
      }
      List<Member> members = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        members.add(member(parser));
      }
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("has something behind its JSON object");
      }
      return members;
    } catch (JacksonException e) {
      // The parser's own message quotes the content, which may hold an access key.
      throw new MalformedJsonException(
          "is not valid JSON (line " + e.getLocation().getLineNr() + ")");
    }
  }

  private static Member member(JsonParser parser) throws IOException {
    String name = parser.currentName();
    int start = offset(parser.currentTokenLocation().getByteOffset());
    JsonToken value = parser.nextToken();
    int valueStart = offset(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    parser.finishToken();
    int end = offset(parser.currentLocation().getByteOffset());
    return new Member(name, value, start, valueStart, end);
  }

  private static int offset(long byteOffset) {
    return Math.toIntExact(byteOffset);
  }

  /** The parser itself would take a byte order mark, and UTF-16 and UTF-32 as well. */
  private static void requireUtf8(byte[] json) throws IOException {
    if (json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB) {
      throw new MalformedJsonException("begins with a byte order mark");
    }
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0) {
        throw new MalformedJsonException("is not JSON in UTF-8");
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException("is not valid UTF-8");
    }
  }

  private static JsonFactory factory() {
    return JsonFactory.builder().streamReadConstraints(UNBOUNDED).build();
  }
}
