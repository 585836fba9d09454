package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.outbox.Batch;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;
import vcluster.testing.Reply;
import vcluster.testing.SampleEvents;
import vcluster.testing.TestServer;

/** What {@code telemetry flush} says of each event, and its exit code. */
class FlushTest {
  private static final long DAY_SECONDS = 24 * 60 * 60;

  @TempDir Path home;
  private TestServer server;
  private String endpoint;
  private final Map<String, String> more = new HashMap<>();
  private final TestProgram program = new TestProgram();

  @BeforeEach
  void start() throws IOException {
    server = new TestServer("cli");
    endpoint = server.url();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void acceptedEvents_areCounted() throws IOException {
    fill(150, 0);

    assertThat(flush()).isZero();

    assertThat(program.out()).isEqualTo("150 events delivered.\n");
    assertThat(program.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404})
  void refusedEvents_areAFailure(int status) throws IOException {
    fill(1, 0);
    server.answers(Reply.of(status));

    assertThat(flush()).isEqualTo(1);

    assertThat(program.out()).isEmpty();
    assertThat(program.err())
        .isEqualTo(
            "vcluster: 1 event refused by the server and dropped; see 'vcluster telemetry log'\n");
  }

  /** As when the uploader of the command before was faster. */
  @Test
  void eventsRefusedInTheBackground_areAFailureOnce() throws IOException {
    assertThat(flush()).isZero();
    assertThat(program.out()).isEqualTo("Nothing is waiting.\n");

    refuseInTheBackground(2);
    program.reset();
    assertThat(flush()).isEqualTo(1);
    assertThat(program.err())
        .isEqualTo(
            "vcluster: 2 events refused by the server and dropped; see 'vcluster telemetry log'\n");

    program.reset();
    assertThat(flush()).isZero();
    assertThat(program.out()).isEqualTo("Nothing is waiting.\n");

    refuseInTheBackground(1);
    fill(1, 0);
    assertThat(flush()).isEqualTo(1);
    assertThat(program.err()).startsWith("vcluster: 1 event delivered; 1 event refused by");
  }

  @Test
  void refusedEvents_areAFailureOnce() throws IOException {
    fill(1, 0);
    server.then(Reply.of(404));
    assertThat(flush()).isEqualTo(1);

    assertThat(flush()).isZero();
    assertThat(program.out())
        .startsWith("Nothing is waiting; last upload: ")
        .endsWith(", 1 event, refused (404), dropped.\n");

    fill(1, 0);
    flush();
    program.reset();
    assertThat(flush()).isZero();
    assertThat(program.out()).endsWith(", 1 event, accepted (200).\n");
  }

  @Test
  void eventsRefusedBeforeTheCountsWereLost_hideNoLaterOnes() throws IOException {
    refuseInTheBackground(5);
    flush();
    Files.delete(home.resolve(".vcluster/telemetry/undelivered"));
    assertThat(flush()).isZero();

    refuseInTheBackground(1);

    assertThat(flush()).isEqualTo(1);
  }

  @Test
  void eachFate_isCounted() throws IOException {
    fill(3, 31 * DAY_SECONDS);
    fill(250, 0);
    server.then(Reply.of(200)).then(Reply.of(403)).then(Reply.of(503));

    assertThat(flush()).isEqualTo(1);

    assertThat(program.err())
        .isEqualTo(
            "vcluster: 100 events delivered; 3 events dropped after 30 days; 100 events refused by"
                + " the server and dropped; see 'vcluster telemetry log'; 50 events still waiting: "
                + server.uri().getAuthority()
                + " answered 503; a later command tries again\n");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/x, no answer from localhost:1 (unreachable); a later command tries again",
    "https://nowhere.invalid/, no answer from nowhere.invalid (unresolved); a later command tries"
        + " again",
    "http://example.com/, VCLUSTER_TELEMETRY_ENDPOINT must begin with https:// (http:// is for"
        + " localhost only)",
  })
  void eventsThatCanNotBeSent_waitForTheReasonGiven(String where, String reason)
      throws IOException {
    fill(1, 0);
    endpoint = where;

    assertThat(flush()).isEqualTo(1);

    assertThat(program.err()).isEqualTo("vcluster: 1 event still waiting: " + reason + "\n");
  }

  @Test
  void brokenAnswer_isNoAcceptance() throws IOException {
    fill(1, 0);
    server.answers(Reply.text("HTTP/1.1 banana"));

    assertThat(flush()).isEqualTo(1);

    assertThat(program.err())
        .contains("1 event still waiting: no answer from ")
        .contains(" (broken); ");
  }

  @Test
  void eventsOfSomebodyWhoTurnedItOff_areSaidToBeDeleted() throws IOException {
    fill(2, 0);
    more.put("DO_NOT_TRACK", "1");

    assertThat(flush()).isZero();

    assertThat(program.out()).isEqualTo("2 events deleted because telemetry is off.\n");
    assertThat(server.connections()).isZero();
  }

  @Test
  void json_hasTheSameCounts() throws IOException {
    fill(150, 0);
    server.then(Reply.of(200)).then(Reply.of(500));

    assertThat(flush("-o", "json")).isEqualTo(1);

    JsonNode json = new ObjectMapper().readTree(program.out());
    assertThat(json.path("delivered").asInt()).isEqualTo(100);
    assertThat(json.path("refused").asInt()).isZero();
    assertThat(json.path("waiting").asInt()).isEqualTo(50);
    assertThat("vcluster: " + json.path("problem").asText() + "\n").isEqualTo(program.err());
  }

  private void refuseInTheBackground(int events) throws IOException {
    fill(events, 0);
    FileOutbox outbox = new FileOutbox(new TelemetryFolder(home.resolve(".vcluster/telemetry")));
    outbox.refuse(outbox.freeze(some -> new Batch("key", some.size(), 1, "{}")).orElseThrow());
  }

  private void fill(int events, long secondsAgo) throws IOException {
    FileOutbox outbox = new FileOutbox(new TelemetryFolder(home.resolve(".vcluster/telemetry")));
    long time = Clock.systemUTC().millis() / 1_000 - secondsAgo;
    for (int i = 0; i < events; i++) {
      outbox.append(SampleEvents.at(time));
    }
  }

  private int flush(String... options) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("VCLUSTER_TELEMETRY_ENDPOINT", endpoint);
    String[] words = new String[options.length + 2];
    words[0] = "telemetry";
    words[1] = "flush";
    System.arraycopy(options, 0, words, 2, options.length);
    return program.run(home, environment, words);
  }
}
