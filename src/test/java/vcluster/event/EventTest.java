package vcluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which an event waits on disk: what is written is read, and nothing else is. */
class EventTest {
  private static final String WHOLE =
      "{\"time\":1700000000,\"version\":\"1.0.0\",\"command\":[\"vcluster\",\"create\",\"*\"],"
          + "\"error\":\"helm\",\"zone\":\"CET\"}";

  static Stream<Event> events() {
    return Stream.of(
        new Event(1_700_000_000, "1.0.0", List.of("vcluster"), null, "CET"),
        new Event(0, "", List.of("vcluster", "completion", "bash"), Failure.USAGE, ""),
        new Event(-1, "1", List.of("a", "*", "--set"), Failure.CONFIG, "+0545"),
        new Event(Long.MAX_VALUE, "1", List.of(""), Failure.HELM, "-03"),
        new Event(
            1, "1", List.of("\"\\\n\r\t\u0000\u2028\u00e9\ud83d\ude00"), Failure.INTERNAL, "\n"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void event_isReadAsItWasWritten(Event event) {
    String line = event.toLine();

    assertThat(line).doesNotContain("\n", "\r");
    assertThat(Event.parse(line)).contains(event);
  }

  @Test
  void event_holdsItsFieldsAlone() {
    Event event =
        new Event(1_700_000_000, "1.0.0", List.of("vcluster", "create", "*"), Failure.HELM, "CET");

    assertThat(event.toLine()).isEqualTo(WHOLE);
  }

  @Test
  void event_isWhole() {
    assertThat(Event.isWhole(WHOLE)).isTrue();
  }

  static IntStream cuts() {
    return IntStream.range(0, WHOLE.length());
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void event_thatWasCutShortIsNone(int length) {
    String cut = WHOLE.substring(0, length);

    assertThat(Event.parse(cut)).isEmpty();
    assertThat(Event.isWhole(cut)).isFalse();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/events-refused.txt", delimiter = '|', quoteCharacter = '\'')
  @ValueSource(strings = "\u0000\u0000")
  void line_thatIsNoEventIsNone(String line) {
    assertThat(Event.parse(line)).isEmpty();
  }

  @Test
  void fieldsOfALaterVersion_areSkipped() {
    String line =
        "{\"time\":1,\"new\":{\"time\":2},\"version\":\"1\",\"command\":[\"v\"],\"zone\":\"UTC\"}";

    assertThat(Event.parse(line)).contains(new Event(1, "1", List.of("v"), null, "UTC"));
  }
}
