package vcluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonTest {
  private static final GoJson JSON = new GoJson();

  @ParameterizedTest
  @CsvSource({
    "<, \\u003c",
    ">, \\u003e",
    "&, \\u0026",
    "\u2028, \\u2028",
    "\u2029, \\u2029",
    "\", \\\"",
    "\\, \\\\",
    "/, /",
    "+, +",
    "=, =",
    "\u007f, \u007f",
    "\u0080, \u0080",
    "\u00e9, \u00e9",
    "\u2027, \u2027",
    "\u202a, \u202a",
    "\ufeff, \ufeff",
    "\ufffd, \ufffd",
    "\u6f22, \u6f22",
    "\ud83d\ude00, \ud83d\ude00",
  })
  void text_isEscapedAsInGo(String text, String escaped) {
    assertThat(write(text)).isEqualTo("\"" + escaped + "\"");
  }

  @Test
  void singleQuote_isLiteral() {
    assertThat(write("'")).isEqualTo("\"'\"");
  }

  @Test
  void controlCharacters_areEscapedInLowerCase() {
    for (char c = 0; c < ' '; c++) {
      String expected =
          switch (c) {
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> "\\u%04x".formatted((int) c);
          };
      assertThat(write(String.valueOf(c))).isEqualTo("\"" + expected + "\"");
    }
  }

  /** Long enough to leave the generator's buffer between two escapes. */
  @Test
  void longText_isEscapedThroughout() {
    String text = "a<\u2028\ud83d\ude00".repeat(10_000);

    assertThat(write(text)).isEqualTo("\"" + "a\\u003c\\u2028\ud83d\ude00".repeat(10_000) + "\"");
  }

  private static String write(String text) {
    String object = JSON.object(out -> out.writeStringField("a", text));
    return object.substring("{\"a\":".length(), object.length() - 1);
  }
}
