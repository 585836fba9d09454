package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;
import vcluster.testing.SampleEvents;

class HostileOutboxIT {
  /** Behind this the home is a copy of itself on a disk that has no room for anything more. */
  private static final String FULL_DISK =
      """
      mkdir "$HOME.full" && mount -t tmpfs -o size=512k tmpfs "$HOME.full" || exit 99
      cp -a "$HOME/." "$HOME.full" && HOME=$HOME.full
      events() { grep -c '"zone":"UTC"}$' "$HOME/.vcluster/telemetry/queue.jsonl" >&2; }
      cat /dev/zero > "$HOME/filler" 2>/dev/null
      """;

  private static final int BLOCK = 4_096;

  /** Shorter than the record of any command. */
  private static final int SMALL = 80;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @ValueSource(strings = {"queue.jsonl", "queue.next", "batch", "lock"})
  void folderInPlaceOfAFileOfTheOutbox_isNotNoticed(String file) throws IOException {
    Files.createDirectories(sandbox.telemetry().resolve(file).resolve("inside"));

    List<Result> results = Probe.run(sandbox.vcluster());

    sandbox.uploaders().awaitNone();
    Probe.assertAsWhenOff(results, sandbox.vcluster());
    assertThat(sandbox.telemetry().resolve(file).resolve("inside")).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests.jsonl", "upload.lock", "gate.lock"})
  void folderInPlaceOfAFileOfTheUploader_keepsAllAndSendsNothing(String file) throws IOException {
    Files.createDirectories(sandbox.telemetry().resolve(file).resolve("inside"));

    List<Result> results = Probe.run(sandbox.vcluster());
    Result flush = sandbox.vcluster().run("telemetry", "flush");

    sandbox.uploaders().awaitNone();
    assertThat(sandbox.backend().connections()).isZero();
    assertThat(sandbox.waiting()).isEqualTo(Probe.COMMANDS);
    assertThat(flush.exitCode()).isEqualTo(1);
    assertThat(flush.err()).contains(sandbox.telemetry().toString());
    Probe.assertAsWhenOff(results, sandbox.vcluster());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "queue.jsonl",
        "queue.next",
        "batch",
        "undelivered",
        "retry",
        "upload.lock",
        "upload.starting",
        "gate.lock",
        "requests.jsonl",
        "requests.1.jsonl",
        "notice-shown",
        "../config.json.lock"
      })
  void pipeInPlaceOfAFile_keepsNobodyWaiting(String file) throws IOException {
    sandbox.fill(1);
    Path pipe = sandbox.telemetry().resolve(file);
    Files.deleteIfExists(pipe);
    Child.run(List.of("mkfifo", pipe.toString()));

    List<Result> results = Probe.run(sandbox.vcluster());

    for (String command : List.of("status", "log", "flush", "enable", "disable")) {
      Result result = sandbox.vcluster().run("telemetry", command);
      assertThat(result.exitCode()).as(command).isIn(0, 1);
      assertThat(result.err()).doesNotContain("internal error");
    }
    Probe.assertAsWhenOff(results, sandbox.vcluster());
  }

  @ParameterizedTest
  @CsvSource({"queue.jsonl, status", "requests.jsonl, log", "requests.jsonl, flush"})
  void pipeInPlaceOfAFile_isNamed(String file, String command) throws IOException {
    sandbox.fill(1);
    Path pipe = sandbox.telemetry().resolve(file);
    Files.deleteIfExists(pipe);
    Child.run(List.of("mkfifo", pipe.toString()));

    Result result = sandbox.vcluster().run("telemetry", command);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("vcluster: " + pipe + " can't be used: not a regular file");
  }

  @Test
  void fileInPlaceOfTheOutbox_isNotNoticed_andDoesNotStopDisable() throws IOException {
    Files.createDirectories(sandbox.telemetry().getParent());
    Files.writeString(sandbox.telemetry(), "kept");

    List<Result> results = Probe.run(sandbox.vcluster());
    Result status = sandbox.vcluster().run("telemetry", "status");

    assertThat(status.err()).contains(sandbox.telemetry() + " is not a folder");
    Probe.assertAsWhenOff(results, sandbox.vcluster());
    assertThat(sandbox.vcluster().run("telemetry", "disable").exitCode()).isZero();
    assertThat(Files.readString(sandbox.telemetry())).isEqualTo("kept");
  }

  @Test
  void damagedFiles_ofTheOutbox_doNotStopWhatComesLater() throws IOException {
    sandbox.fill(1);
    Files.writeString(sandbox.telemetry().resolve("retry"), "3 \u0000");
    Files.writeString(sandbox.telemetry().resolve("undelivered"), "[]");
    Files.writeString(sandbox.telemetry().resolve("batch"), "");
    Files.writeString(sandbox.telemetry().resolve("requests.jsonl"), "{\"id\":");

    Result flush = sandbox.vcluster().flush();

    assertThat(flush.exitCode()).as(flush.err()).isZero();
    assertThat(sandbox.backend().accepted()).hasSize(1);
    assertThat(sandbox.vcluster().run("telemetry", "log").out()).contains("accepted (200)");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void timesThatNoCalendarHas_areShown(long time) throws IOException {
    sandbox.outbox().append(SampleEvents.at(time));
    Files.writeString(
        sandbox.telemetry().resolve("requests.jsonl"),
        "{\"id\":\"a\",\"time\":%d,\"url\":\"u\",\"key\":\"k\",\"events\":1,\"body\":\"{}\"}\n"
            .formatted(time));

    for (String command : List.of("status", "log")) {
      Result text = sandbox.vcluster().run("telemetry", command);
      Result json = sandbox.vcluster().run("telemetry", command, "-o", "json");
      assertThat(text.exitCode()).as(text.err()).isZero();
      assertThat(json.exitCode()).as(json.err()).isZero();
    }
  }

  @Test
  void fullDisk_isNotNoticed_andKeepsWhatIsThere() throws IOException {
    fillBlocks();
    int before = lines();
    String then =
        """
        "$@" version; echo "exit code $?"
        "$@" nonsense; echo "exit code $?"
        events
        rm "$HOME/filler"
        "$@" completion bash > /dev/null
        events
        """;

    Result result = Mounts.inside(FULL_DISK + then, sandbox.vcluster()).run();

    Result version = sandbox.vcluster().off().run("version");
    Result nonsense = sandbox.vcluster().off().run("nonsense");
    assertThat(result.out()).isEqualTo(version.out() + "exit code 0\nexit code 2\n");
    assertThat(result.err()).isEqualTo(nonsense.err() + before + "\n" + (before + 1) + "\n");
  }

  @Test
  void disable_onAFullDisk_worksForAFileThatIsThere() throws IOException {
    sandbox.writeConfig("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    sandbox.fill(1);
    String then = "\"$@\" telemetry disable && cat \"$HOME/.vcluster/config.json\"";

    Result result = Mounts.inside(FULL_DISK + then, sandbox.vcluster()).run();

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(" Deleted 1 waiting event.")
        .endsWith("{\"a\":1,\"telemetryDisabled\":true}");
  }

  @Test
  void enableAndDisable_withoutRoomForTheFile_failAndLeaveNone() {
    String then =
        """
        for command in enable disable; do
          "$@" telemetry $command; echo "exit code $?"
          find "$HOME/.vcluster" -name 'config.json*' -not -name '*.lock'
        done
        """;

    Result result = Mounts.inside(FULL_DISK + then, sandbox.vcluster()).run();

    assertThat(result.out()).isEqualTo("exit code 1\nexit code 1\n");
    assertThat(result.err()).contains("config.json can't be used: No space left on device");
  }

  /** Until a further record would take a further block. */
  private void fillBlocks() throws IOException {
    do {
      sandbox.fill(1);
    } while (BLOCK - Files.size(queue()) % BLOCK > SMALL);
  }

  private int lines() throws IOException {
    return Files.readAllLines(queue()).size();
  }

  private Path queue() {
    return sandbox.telemetry().resolve("queue.jsonl");
  }
}
