package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code preview} and {@code log} print at a terminal and elsewhere. */
class InspectTest {
  private static final String BODY =
      "{'data':[{'event':{'machine_id':'M','properties':"
          + "'{\\'command\\':[\\'vcluster\\',\\'create\\',\\'*\\'],\\'error\\':\\'helm\\'}',"
          + "'timestamp':1700000000},'user':{}}]}";

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void preview_atATerminal_endsWithASummary() throws IOException {
    run(true, "telemetry", "preview", "--", "create", "my-vc", "-n", "team-x");

    assertThat(out())
        .startsWith("POST http://localhost:1/x\nContent-Type: application/json\n")
        .containsSubsequence(
            "Idempotency-Key: ",
            "User-Agent: vcluster/1.2.3\n\n{",
            "}\n\nIndented here. ",
            "\n\nCommand     vcluster create * --namespace\nTime        2023-11-14T22:13:20Z\n");
    List<String> lines = out().lines().toList();
    assertThat(lines.subList(lines.size() - 8, lines.size()))
        .allMatch(line -> line.length() <= 79)
        .anyMatch(line -> line.startsWith("Command "));
    String indented = out().substring(out().indexOf('{'), out().lastIndexOf('}') + 1);
    JsonNode shown = new ObjectMapper().readTree(indented);
    out.reset();
    run(false, "telemetry", "preview", "--", "create", "my-vc", "-n", "team-x");
    assertThat(shown).isEqualTo(new ObjectMapper().readTree(out()));
  }

  @Test
  void preview_asJson_isTheExactBody_atATerminalToo() {
    run(false, "telemetry", "preview");
    String piped = out();
    assertThat(piped).startsWith("{\"data\":[{").endsWith("]}\n").hasLineCount(1);
    out.reset();

    run(true, "telemetry", "preview", "-o", "json");

    assertThat(out()).isEqualTo(piped);
  }

  @Test
  void preview_withTheProgramsName_isAsWithoutIt() {
    run(false, "telemetry", "preview", "--", "completion", "bash");
    String without = out();
    out.reset();

    run(false, "telemetry", "preview", "--", "vcluster", "completion", "bash");

    assertThat(out()).isEqualTo(without);
    assertThat(err()).doesNotContain("unknown command");
  }

  @Test
  void preview_ofALineThatDoesNotParse_saysSo_withoutItsWords() {
    assertThat(run(false, "telemetry", "preview", "--", "version", "--oops")).isZero();

    assertThat(out()).contains("\\\"error\\\":\\\"usage\\\"");
    assertThat(err())
        .startsWith("This command line has a mistake; only what comes before it")
        .doesNotContain("oops");
  }

  /** The parser can't see what is wrong with these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create My_Secret",
        "create a --expose",
        "create a --chart-name my/secret",
        "create a --chart-version secret"
      })
  void preview_ofALineThatCreateRefuses_isTheEventThatItLeaves(String line) throws IOException {
    run(false, ("telemetry preview -- " + line).split(" "));

    String properties = new ObjectMapper().readTree(out()).at("/data/0/event/properties").asText();
    assertThat(properties).contains("\"error\":\"usage\"");
    assertThat(err())
        .startsWith("This command line is refused; ")
        .doesNotContainIgnoringCase("secret");

    assertThat(run(false, line.split(" "))).isEqualTo(2);
    assertThat(Files.readString(home.resolve(".vcluster/telemetry/queue.jsonl")))
        .contains("\"error\":\"usage\"");
  }

  @Test
  void preview_asksTheFileThatTheLineNames() throws IOException {
    Files.writeString(home.resolve("off.json"), "{\"telemetryDisabled\":true}");
    for (String line :
        List.of(
            "telemetry preview -- version --config off.json",
            "telemetry preview -- list --config off.json")) {
      err.reset();
      run(false, line.split(" "));
      // Its name may be a secret.
      assertThat(err())
          .as(line)
          .contains("would not be sent: the file of its --config turns telemetry off")
          .doesNotContain("off.json");
    }
    for (String line :
        List.of(
            "telemetry preview --config off.json version",
            "--config off.json telemetry preview -- version")) {
      err.reset();
      run(false, line.split(" "));
      assertThat(err()).as(line).contains("would not be sent: " + home.resolve("off.json"));
    }

    err.reset();
    run(
        false,
        "telemetry",
        "preview",
        "--config",
        "off.json",
        "--",
        "version",
        "--config",
        "on.json");
    assertThat(err()).doesNotContain("off");

    run(false, "telemetry", "preview", "--", "version", "--config");
    assertThat(err()).contains("Not recorded, for it can't be told which file its --config means.");
  }

  @Test
  void preview_takesNoOptionBehindTheFirstWordForItsOwn() {
    run(false, "telemetry", "preview", "create", "a", "-n", "team", "--upgrade", "--debug");
    assertThat(out())
        .contains("[\\\"vcluster\\\",\\\"create\\\",\\\"*\\\",\\\"--namespace\\\",\\\"--upgrade");
    out.reset();

    run(true, "telemetry", "preview", "-o", "json", "vcluster", "version", "--debug");
    assertThat(out())
        .contains("[\\\"vcluster\\\",\\\"version\\\",\\\"--debug\\\"]")
        .hasLineCount(1);
  }

  @Test
  void log_atATerminal_listsTheEventsAndTheHeaders() throws IOException {
    Path telemetry = Files.createDirectories(home.resolve(".vcluster/telemetry"));
    ObjectMapper mapper = new ObjectMapper();
    String body = BODY.replace('\'', '"');
    Files.writeString(
        telemetry.resolve("requests.jsonl"),
        "{\"id\":\"a\",\"time\":1700000001,\"url\":\"u\",\"key\":\"k\",\"events\":1,\"body\":"
            + mapper.writeValueAsString(body)
            + "}\n{\"id\":\"a\",\"answer\":\"accepted\",\"status\":200}\n");

    run(true, "telemetry", "log");
    assertThat(out())
        .startsWith(
            """
            2023-11-14T22:13:21Z, 1 event, accepted (200)
              2023-11-14T22:13:20Z  vcluster create *  (error: helm)
              POST u
              Content-Type: application/json
              Idempotency-Key: k
            """);
    assertThat(out()).doesNotContain("machine_id");
    out.reset();

    run(false, "telemetry", "log");
    assertThat(out()).contains("\n  " + body + "\n");
  }

  @Test
  void statusThatIsOff_hasNoTroubleWithWhatKeepsEventsFromBeingRecorded() {
    home = home.resolve("missing/home");
    assertThat(run(false, "telemetry", "status")).isEqualTo(1);
    assertThat(err()).contains("the home directory does not exist");

    assertThat(run(Map.of("DO_NOT_TRACK", "1"), false, "telemetry", "status")).isZero();
  }

  private int run(boolean terminal, String... words) {
    return run(Map.of("VCLUSTER_TELEMETRY_ENDPOINT", "http://localhost:1/x"), terminal, words);
  }

  private int run(Map<String, String> environment, boolean terminal, String... words) {
    Surroundings surroundings =
        TestSurroundings.at(
            home,
            environment,
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.NO,
            (directory, config) -> () -> {});
    return new Program(terminal ? TestSurroundings.atTerminal(surroundings) : surroundings)
        .run(words);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
