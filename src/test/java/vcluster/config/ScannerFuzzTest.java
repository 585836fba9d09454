package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own scanner against Jackson's parser, on documents that somebody has damaged a little. */
class ScannerFuzzTest {
  private static final int DOCUMENTS = 20_000;
  private static final List<String> VALUES = List.of("true", "false", "null", "1", "\"x\"");

  /** What is most likely to turn a document into another one, or into none. */
  private static final byte[] LIKELY =
      "{}[]:,\"\\/ \n\t\r\b\u0000\u000b\u007f\u00a0\u2028\ufeff-+.0123456789eEu/ftnbrx'#"
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scanner_agreesWithJackson(long seed) {
    Random random = new Random(seed);
    int valid = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] json = damaged(RandomDocument.of(random.nextLong(), VALUES, 2), random);
      if (holdsHalfAPair(json)) {
        continue;
      }
      Optional<List<String>> ours = ours(json);

      assertThat(ours).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(jacksons(json));
      valid += ours.isPresent() ? 1 : 0;
    }
    // Else one side of the comparison would not have been tried.
    assertThat(valid).isBetween(DOCUMENTS / 20, DOCUMENTS - DOCUMENTS / 20);
  }

  /** An escaped surrogate without its other half: RFC 8259 takes it, Jackson does not in a name. */
  private static boolean holdsHalfAPair(byte[] json) {
    String pair = "\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..";
    String text = new String(json, StandardCharsets.UTF_8).replaceAll(pair, "");
    return text.matches("(?s).*\\\\u[dD][89a-fA-F].*");
  }

  private static byte[] damaged(RandomDocument document, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : document.text().getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b);
    }
    for (int i = random.nextInt(3); i > 0 && !bytes.isEmpty(); i--) {
      int at = random.nextInt(bytes.size());
      byte likely = LIKELY[random.nextInt(LIKELY.length)];
      switch (random.nextInt(4)) {
        case 0 -> bytes.set(at, likely);
        case 1 -> bytes.add(at, likely);
        case 2 -> bytes.remove(at);
        default -> bytes.set(at, (byte) random.nextInt(256));
      }
    }
    byte[] json = new byte[bytes.size()];
    for (int i = 0; i < json.length; i++) {
      json[i] = bytes.get(i);
    }
    return json;
  }

  /** Names, kinds of values, and the text from each name to the end of its value. */
  private static Optional<List<String>> ours(byte[] json) {
    try {
      List<String> members = new ArrayList<>();
      for (JsonScanner.Member member : JsonScanner.members(json)) {
        String raw =
            new String(json, member.start(), member.end() - member.start(), StandardCharsets.UTF_8);
        members.add(member.name() + " is " + member.value() + " in " + raw);
      }
      return Optional.of(members);
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> jacksons(byte[] json) {
    try {
      // Decoded first: Jackson alone would take a byte order mark, UTF-16 and broken UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      try (JsonParser parser = new JsonFactory().createParser(text)) {
        return members(parser, text);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> members(JsonParser parser, String text) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    List<String> members = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int start = (int) parser.currentTokenLocation().getCharOffset();
      String kind =
          switch (parser.nextToken()) {
            case VALUE_TRUE -> "TRUE";
            case VALUE_FALSE -> "FALSE";
            case VALUE_NULL -> "NULL";
            default -> "OTHER";
          };
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getCharOffset();
      members.add(name + " is " + kind + " in " + text.substring(start, end));
    }
    return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
  }
}
