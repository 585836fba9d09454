package vcluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.testing.SampleEvents;
import vcluster.testing.Vectors;

/** The request body, byte for byte as the original's (docs/protocol.md#the-cli-event). */
class CliRequestTest {
  private static final String HASH =
      "c7ee980f2ed01b38514f275a6bf295edd594d77687e866a4477024b3b1240ebe";

  private static final Event BASH =
      new Event(1_700_000_000, "0.18.1", List.of("vcluster", "completion", "bash"), null, "CET");

  private static final Identity NOBODY = new Identity("", "", "", "linux", "amd64");

  @Test
  void body_isTheVectors() throws IOException {
    CliRequest request = new CliRequest(new Identity(HASH, "", "", "linux", "amd64"));

    assertThat(request.body(List.of(BASH))).isEqualTo(Vectors.text("cli-event.json"));
  }

  /** The published sample has a digit too many in its time; ours are seconds. */
  @Test
  void body_isThePublishedSample() throws IOException {
    Identity identity = new Identity("randomID", "randomID", "randomID", "darwin", "arm64");
    Event event = new Event(17_071_593_829L, "0.18.1", BASH.command(), null, "GMT");

    assertThat(new CliRequest(identity).body(List.of(event)))
        .isEqualTo(Vectors.text("docs-cli-payload.json"));
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void error_standsBetweenCommandAndVersion(Failure failure) throws IOException {
    Event event = new Event(1, "1.0.0", List.of("vcluster"), failure, "UTC");

    assertThat(properties(new CliRequest(NOBODY).body(List.of(event))))
        .isEqualTo(
            "{\"command\":[\"vcluster\"],\"error\":\"%s\",\"version\":\"1.0.0\"}"
                .formatted(failure.word()));
  }

  @Test
  void body_holdsEveryEventInOrder() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(SampleEvents.at(i));
    }

    JsonNode data = new ObjectMapper().readTree(new CliRequest(NOBODY).body(events)).path("data");

    assertThat(data).hasSize(100);
    assertThat(data).extracting(entry -> entry.at("/event/timestamp").asInt()).isSorted();
    assertThat(data).allMatch(e -> e.at("/event/timestamp").equals(e.at("/user/timestamp")));
  }

  @Test
  void keys_areSortedBytewiseAtEveryLevel() throws IOException {
    String body = new CliRequest(NOBODY).body(List.of(BASH));

    assertSorted(new ObjectMapper().readTree(body));
    assertSorted(new ObjectMapper().readTree(properties(body)));
  }

  @Test
  void innerEscapes_areDoubledOnTheWire() {
    Event event = new Event(1, "<\"\u00e9", List.of("vcluster"), null, "UTC");

    assertThat(new CliRequest(NOBODY).body(List.of(event)))
        .contains("\\\"version\\\":\\\"\\\\u003c\\\\\\\"\u00e9\\\"}");
  }

  private static String properties(String body) throws IOException {
    return new ObjectMapper().readTree(body).at("/data/0/event/properties").asText();
  }

  private static void assertSorted(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    assertThat(names).isSorted();
    node.forEach(CliRequestTest::assertSorted);
  }
}
