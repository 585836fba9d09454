package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Reply;
import vcluster.testing.Together;
import vcluster.testing.Unix;

class DeliveryIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void commands_inManyProcesses_arriveOnceEach() throws InterruptedException {
    List<String[]> lines = CommandLines.different(Soak.of(200));
    List<Callable<Result>> tasks = new ArrayList<>();
    lines.forEach(line -> tasks.add(() -> sandbox.vcluster().run(line)));

    List<Result> results = Together.run(20, tasks);
    Result flush = sandbox.vcluster().flush();

    assertThat(results).allMatch(result -> result.exitCode() == 0);
    assertThat(results).noneMatch(result -> result.err().contains("not recorded"));
    assertThat(flush.exitCode()).as(flush.err()).isZero();
    List<List<String>> expected = lines.stream().map(CommandLines::event).toList();
    assertThat(sandbox.backend().commands()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sandbox.backend().mostRequestsAtOnce()).isEqualTo(1);
  }

  @Test
  void event_afterItsCommand_arrivesWithoutFurtherAction() {
    sandbox.vcluster().run("version");

    Await.until("the event is there", () -> !sandbox.backend().commands().isEmpty());
    assertThat(sandbox.backend().commands()).containsExactly(List.of("vcluster", "version"));
    sandbox.uploaders().awaitNone();
    assertThat(sandbox.waiting()).isZero();
  }

  @Test
  void secondUploader_whileOneIsAtWork_isNotStarted() {
    sandbox.backend().answers(Reply.never());
    sandbox.vcluster().run("version");
    Await.until("the upload hangs", () -> sandbox.backend().requests().size() == 1);

    Result second = sandbox.vcluster().run("version", "--debug");

    assertThat(second.err()).contains("recorded in").doesNotContain("uploader started");
    sandbox.uploaders().awaitNone();
    assertThat(sandbox.backend().requests()).hasSize(1);
    assertThat(sandbox.waiting()).isEqualTo(2);
  }

  @Test
  void secondUploader_whileOneIsBeingStarted_isNotStarted() throws IOException {
    sandbox.fill(1);
    Result result;

    try (FreshMark mark = new FreshMark(sandbox.telemetry().resolve("upload.starting"))) {
      result = sandbox.vcluster().run("version", "--debug");
    }

    assertThat(result.err()).contains("recorded in").doesNotContain("uploader started");
  }

  @Test
  void uploader_whoseForerunnerNeverGotToWork_isStarted() throws IOException {
    sandbox.fill(1);
    Path note = Files.createFile(sandbox.telemetry().resolve("upload.starting"));
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(10)));

    Result result = sandbox.vcluster().run("version", "--debug");

    assertThat(result.err()).contains("uploader started");
    Await.until("both are there", () -> sandbox.backend().commands().size() == 2);
    sandbox.uploaders().awaitNone();
    assertThat(note.toFile().lastModified()).isZero();
  }

  @Test
  void pipe_whileTheUploaderHangs_endsAtOnce() throws IOException {
    Path go = sandbox.root().resolve("go");

    Result pipe = held(go).throughShell("\"$@\" version 2>&1 | cat").run();

    // Whoever waits for the uploader never gets here.
    assertThat(sandbox.uploaders().alive()).isNotEmpty();
    assertThat(pipe.out()).startsWith("vcluster version ");
    Files.createFile(go);
    Await.until("the event is there", () -> !sandbox.backend().commands().isEmpty());
  }

  /** It gives up after a while; if it has been quicker than this test, another is looked at. */
  @Test
  void uploader_atWork_holdsNothingOfTheUsersOpen() throws IOException {
    sandbox.backend().answers(Reply.never());
    Map<String, Path> open =
        Attempts.until(
            found -> !found.isEmpty(), "the uploader had ended", this::openInNextUploader);

    Path nothing = Path.of("/dev/null");
    assertThat(open)
        .isEqualTo(Map.of("cwd", Path.of("/"), "fd/0", nothing, "fd/1", nothing, "fd/2", nothing));
  }

  private Map<String, Path> openInNextUploader() throws IOException {
    sandbox.uploaders().awaitNone();
    sandbox.forgetFailures();
    int before = sandbox.backend().requests().size();
    sandbox.vcluster().from(sandbox.root()).run("version");
    sandbox.backend().awaitRequests(before + 1);
    return openInUploader();
  }

  /** Its working directory and its streams; none if it has ended. */
  private Map<String, Path> openInUploader() {
    Map<String, Path> open = new HashMap<>();
    try {
      for (ProcessHandle uploader : sandbox.uploaders().alive()) {
        Path process = Path.of("/proc", Long.toString(uploader.pid()));
        for (String link : List.of("cwd", "fd/0", "fd/1", "fd/2")) {
          assertThat(open).as("of one uploader").doesNotContainKey(link);
          open.put(link, Files.readSymbolicLink(process.resolve(link)));
        }
      }
      return open;
    } catch (IOException e) {
      return Map.of();
    }
  }

  /** The program, whose uploaders wait for this file before they begin. */
  private Vcluster held(Path go) throws IOException {
    Path bin = Files.createDirectory(sandbox.root().resolve("bin"));
    String script = "#!/bin/sh\nuntil [ -e '%s' ]; do /bin/sleep 0.05; done\n".formatted(go);
    Unix.program(bin.resolve("sleep"), script);
    Vcluster vcluster = sandbox.vcluster();
    return vcluster.with("PATH", bin + ":" + vcluster.environment().get("PATH"));
  }

  @Test
  void completion_recorded_startsNoUpload() {
    Result result = sandbox.vcluster().run("completion", "bash", "--debug");

    assertThat(result.err()).contains("recorded in").doesNotContain("uploader started");
    assertThat(sandbox.waiting()).isEqualTo(1);
    assertThat(sandbox.backend().connections()).isZero();
  }
}
