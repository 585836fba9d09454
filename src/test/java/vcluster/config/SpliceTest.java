package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.config.RandomDocument.Piece;

/** What a splice does to documents of every shape: one field changes, and no byte beside it. */
class SpliceTest {
  private static final List<String> VALUES =
      List.of("true", "false", "null", "true", "false", "\"yes\"", "1.50", "{}", "[true]");

  private static final String FIELD = "\\s*\"telemetryDisabled\"\\s*:\\s*true";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void without_leavesEveryByteBesideTheField(long seed) throws IOException {
    RandomDocument document = document(seed);
    List<Piece> kept = document.members().stream().filter(member -> !member.ours()).toList();

    String after = without(document.text());

    assertLaidOutAs(document, kept, after);
    assertThat(MAPPER.readTree(after)).isEqualTo(othersOf(document));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withTrue_leavesEveryByteBesideTheField(long seed) throws IOException {
    RandomDocument document = document(seed);

    String after = withTrue(document.text());

    if (document.ownValues().isEmpty()) {
      assertAppended(document, after);
    } else {
      assertLaidOutAs(document, firstOfOursTrue(document), after);
    }
    ObjectNode value = (ObjectNode) MAPPER.readTree(after);
    assertThat(value.remove("telemetryDisabled").toString()).isEqualTo("true");
    assertThat(value).isEqualTo(othersOf(document));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void splices_areStableWhenRepeated(long seed) throws IOException {
    String before = document(seed).text();

    String off = withTrue(before);
    String on = without(off);
    String offAgain = withTrue(on);

    assertThat(withTrue(off)).isEqualTo(off);
    assertThat(without(on)).isEqualTo(on);
    assertThat(without(before)).isEqualTo(on);
    assertThat(MAPPER.readTree(offAgain)).isEqualTo(MAPPER.readTree(off));
    assertThat(without(offAgain)).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The field alone, first, in the middle, last; then as it is added to different layouts.
        "{\"telemetryDisabled\":true} | {}",
        "{ \"telemetryDisabled\" : true } | {  }",
        "{\"telemetryDisabled\":true,\"a\":1} | {\"a\":1}",
        "{\"a\":1, \"telemetryDisabled\":true, \"b\":2} | {\"a\":1, \"b\":2}",
        "{\"a\":1 , \"telemetryDisabled\":true} | {\"a\":1}",
        "{\"a\":1,\"telemetryDisabled\":true,\"TELEMETRYDISABLED\":false} | {\"a\":1}",
      })
  void without_takesTheFieldAndOneSeparator(String before, String after) throws IOException {
    assertThat(without(before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {\"telemetryDisabled\":true}",
        "{ \"a\" : 1 } | { \"a\" : 1, \"telemetryDisabled\" : true }",
        "{\"a\":{}} | {\"a\":{},\"telemetryDisabled\":true}",
        "{\"a\":1,\"telemetryDisabled\": null} | {\"a\":1,\"telemetryDisabled\": true}",
        "{\"TELEMETRYDISABLED\":false,\"a\":1} | {\"telemetryDisabled\":true,\"a\":1}",
      })
  void withTrue_followsTheLayout(String before, String after) throws IOException {
    assertThat(withTrue(before)).isEqualTo(after);
  }

  /** Each beyond what Jackson allows by default. */
  @ParameterizedTest
  @CsvSource({"2000, 10", "1, 30000000"})
  void splice_hasNoLimitOfDepthOrSize(int depth, int length) throws IOException {
    String nested = "[".repeat(depth) + "\"" + "x".repeat(length) + "\"" + "]".repeat(depth);
    String before = "{\"a\":" + nested + "}";

    assertThat(withTrue(before)).isEqualTo("{\"a\":" + nested + ",\"telemetryDisabled\":true}");
  }

  private static RandomDocument document(long seed) {
    return RandomDocument.of(seed, VALUES, 3);
  }

  private static String withTrue(String before) throws IOException {
    return text(parse(before).withTrue());
  }

  private static String without(String before) throws IOException {
    return text(parse(before).without());
  }

  private static BooleanField parse(String text) throws IOException {
    return BooleanField.parse(text.getBytes(StandardCharsets.UTF_8), "telemetryDisabled");
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** The members that are not ours, in their order, as a value. */
  private static JsonNode othersOf(RandomDocument document) throws IOException {
    List<String> others = new ArrayList<>();
    for (Piece member : document.members()) {
      if (!member.ours()) {
        others.add(member.raw());
      }
    }
    return MAPPER.readTree("{" + String.join(",", others) + "}");
  }

  private static List<Piece> firstOfOursTrue(RandomDocument document) {
    List<Piece> kept = new ArrayList<>();
    boolean done = false;
    for (Piece member : document.members()) {
      if (!member.ours()) {
        kept.add(member);
      } else if (!done) {
        kept.add(new Piece("\"telemetryDisabled\"", member.colon(), "true", true));
        done = true;
      }
    }
    return kept;
  }

  /** The kept members between the same brackets, each behind a separator that was there before. */
  private static void assertLaidOutAs(RandomDocument before, List<Piece> kept, String after) {
    String rest = behind(before.open(), after);
    for (int i = 0; i < kept.size(); i++) {
      String raw = kept.get(i).raw();
      String text = rest;
      List<String> starts =
          i == 0 ? List.of(raw) : before.separators().stream().map(sep -> sep + raw).toList();
      assertThat(starts).as(after).anyMatch(text::startsWith);
      rest = rest.substring(rest.indexOf(raw) + raw.length());
    }
    assertThat(rest).isEqualTo(before.close());
  }

  private static void assertAppended(RandomDocument before, String after) {
    String kept = before.text().substring(0, before.text().length() - closeOf(before).length());
    String added = behind(kept, after);
    assertThat(added).endsWith(closeOf(before));
    assertThat(added.substring(0, added.length() - closeOf(before).length()))
        .matches(before.members().isEmpty() ? FIELD : "," + FIELD);
  }

  /** In an empty object white space may stay on either side of what is added. */
  private static String closeOf(RandomDocument document) {
    return document.members().isEmpty() ? document.close().stripLeading() : document.close();
  }

  private static String behind(String start, String text) {
    assertThat(text).startsWith(start);
    return text.substring(start.length());
  }
}
