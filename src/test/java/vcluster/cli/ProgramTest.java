package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.outbox.RetryNote;

/** What a command line prints, without a process around it. */
class ProgramTest {
  private static final String REQUEST =
      "{'id':'a','time':1,'url':'u%1$s','key':'k%1$s','events':1,'body':'b%1$s'}\n"
          + "{'id':'a','answer':'yes%1$s','status':0}\n";

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path telemetry;
  private Terminal terminal = Terminal.NO;

  @BeforeEach
  void makeFolder() throws IOException {
    telemetry = Files.createDirectories(home.resolve(".vcluster/telemetry"));
  }

  @Test
  void controlCharactersOfADamagedLog_areShownAsEscapes() throws IOException {
    String control = "\\u001b[2J\\u0007\\n\\u009b";
    Files.writeString(
        telemetry.resolve("requests.jsonl"), REQUEST.formatted(control).replace('\'', '"'));
    String shown = "\\u001b[2J\\u0007\\u000a\\u009b";

    assertThat(run("telemetry", "log")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "1970-01-01T00:00:01Z  yes" + shown + "  1 event  POST u" + shown,
            "  Idempotency-Key: k" + shown,
            "  b" + shown);
    out.reset();
    run("telemetry", "status");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 event, yes" + shown + "\n");
  }

  @Test
  void statusThatIsOff_saysSoOnceAndAnnouncesNoUpload() throws IOException {
    Path config = home.resolve(".vcluster/config.json");
    Files.writeString(config, "{\"telemetryDisabled\":true}");
    long now = Clock.systemUTC().millis() / 1_000;
    new RetryNote(1, now, now + 3_600, 0).write(telemetry.resolve("retry"));

    run("telemetry", "status");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Telemetry is off: " + config + " says so.\n")
        .contains("> " + config + " turns telemetry off\n")
        .doesNotContain("Next upload")
        .doesNotContain("Sends to");
  }

  @Test
  void unknownShell_isAnsweredWithThoseThatAre() {
    assertThat(run("completion", "nosh")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("vcluster: unknown shell \"nosh\"; choose bash, zsh, fish or powershell\n");
  }

  @Test
  void folderInPlaceOfTheBatch_isNamedWithWhatHelps() throws IOException {
    Path batch = telemetry.resolve("batch");
    Files.createDirectories(batch.resolve("inside"));

    assertThat(run("telemetry", "status")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("vcluster: %1$s is a folder, not a file; run: rm -r %1$s\n".formatted(batch));
  }

  @ParameterizedTest
  @CsvSource({"requests.jsonl, sent", "queue.jsonl, recorded"})
  void linkToNothing_isNamedWithWhatHelps(String file, String undone) throws IOException {
    Path link = telemetry.resolve(file);
    Files.createSymbolicLink(link, home.resolve("nothing"));

    assertThat(run("telemetry", "status")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "vcluster: %1$s is a symbolic link to a file that does not exist, so nothing can be %2$s; run: rm %1$s\n"
                .formatted(link, undone));
  }

  @Test
  void controlCharactersOfAFileName_areShownAsEscapes() {
    assertThat(run("create", "a", "--helm-binary", "/x\u001b[2J\ny")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("/x\\u001b[2J\\u000ay");
  }

  /** As of an account that somebody else has made. */
  @Test
  void controlCharactersOfHome_areShownAsEscapes() throws IOException {
    home = Files.createDirectory(home.resolve("a\u001b[2J\u009b"));

    run("telemetry", "disable");
    run("version", "--debug");
    run("telemetry", "status");
    Files.writeString(home.resolve(".vcluster/config.json"), "{");
    run("telemetry", "disable");
    run("telemetry", "enable");
    run("version", "--debug");

    assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
        .contains("Telemetry is off", "Telemetry is on", "moved to", "recorded in", "[2J")
        .doesNotContain("\u001b")
        .doesNotContain("\u009b");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3600, 0, 'after a failure'",
    "3, 3600, 7200, 'as the server asked'",
    "0, 3600, 0, 'as uploaders stay behind as defunct processes; start the container with an init'",
  })
  void statusThatIsOn_saysWhatTheNextUploadWaitsFor(
      int failures, long backoff, long server, String reason) throws IOException {
    long now = Clock.systemUTC().millis() / 1_000;
    long asked = server == 0 ? 0 : now + server;
    new RetryNote(failures, now, now + backoff, asked).write(telemetry.resolve("retry"));

    run("telemetry", "status");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("\nNext upload     not before [-:TZ0-9]+, " + reason + "\n");
  }

  /** As with an alias that is silent. */
  @Test
  void statusAtATerminalThatHasNotSeenTheNotice_saysThatItIsAwaited() throws IOException {
    terminal = Terminal.YES;
    run("--silent", "version");
    run("telemetry", "status");
    String awaited = "Next upload     once a command without --silent has shown the notice\n";
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(awaited);
    assertThat(awaitsNotice()).isTrue();
    out.reset();

    run("version");
    run("telemetry", "status");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Next upload");
    assertThat(awaitsNotice()).isFalse();
  }

  private boolean awaitsNotice() throws IOException {
    out.reset();
    run("telemetry", "status", "-o", "json");
    return new ObjectMapper().readTree(out.toByteArray()).get("nextUploadAwaitsNotice").asBoolean();
  }

  private int run(String... words) {
    return new Program(
            TestSurroundings.at(
                home,
                Map.of("VCLUSTER_TELEMETRY_ENDPOINT", "http://localhost:1/x"),
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                (directory, config) -> () -> {}))
        .run(words);
  }
}
