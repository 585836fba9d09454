package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events on their way from many processes to one server. */
@EnabledOnOs(OS.LINUX)
class DeliveryIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void commands_inManyProcesses_arriveOnceEach() throws InterruptedException {
    List<String[]> lines = CommandLines.different(Soak.of(200));
    List<Callable<Result>> tasks = new ArrayList<>();
    lines.forEach(line -> tasks.add(() -> sandbox.vcluster().run(line)));

    List<Result> results = Together.run(20, tasks);
    Result flush = sandbox.vcluster().run("telemetry", "flush");

    assertThat(results).allMatch(result -> result.exitCode() == 0);
    assertThat(results).noneMatch(result -> result.err().contains("not recorded"));
    assertThat(flush.exitCode()).as(flush.err()).isZero();
    List<List<String>> expected = lines.stream().map(CommandLines::event).toList();
    assertThat(arrived()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sandbox.backend().mostRequestsAtOnce()).isEqualTo(1);
  }

  @Test
  void event_afterItsCommand_arrivesWithoutFurtherAction() {
    sandbox.vcluster().run("version");

    Await.until("the event is there", () -> !arrived().isEmpty());
    assertThat(arrived()).containsExactly(List.of("vcluster", "version"));
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
    Files.createFile(sandbox.telemetry().resolve("upload.starting"));

    Result result = sandbox.vcluster().run("version", "--debug");

    assertThat(result.err()).contains("recorded in").doesNotContain("uploader started");
  }

  @Test
  void uploader_whoseForerunnerNeverGotToWork_isStarted() throws IOException {
    sandbox.fill(1);
    Path note = Files.createFile(sandbox.telemetry().resolve("upload.starting"));
    Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(10)));

    Result result = sandbox.vcluster().run("version", "--debug");

    assertThat(result.err()).contains("uploader started");
    Await.until("both are there", () -> arrived().size() == 2);
    sandbox.uploaders().awaitNone();
    assertThat(note.toFile().lastModified()).isZero();
  }

  @Test
  void pipe_whileTheUploaderHangs_endsAtOnce() {
    sandbox.backend().answers(Reply.never());

    Result pipe = sandbox.vcluster().throughShell("\"$@\" version 2>&1 | cat").run();

    // Whoever waits for the uploader gets here only when it has given up.
    assertThat(sandbox.uploaders().alive()).hasSize(1);
    assertThat(pipe.out()).startsWith("vcluster version ");
    Await.until("the upload hangs", () -> sandbox.backend().requests().size() == 1);
  }

  @Test
  void uploader_atWork_holdsNothingOfTheUsersOpen() throws IOException {
    sandbox.backend().answers(Reply.never());
    sandbox.vcluster().from(sandbox.root()).run("version");
    Await.until("the upload hangs", () -> sandbox.backend().requests().size() == 1);

    List<ProcessHandle> uploaders = sandbox.uploaders().alive();

    assertThat(uploaders).hasSize(1);
    Path process = Path.of("/proc", Long.toString(uploaders.get(0).pid()));
    assertThat(Files.readSymbolicLink(process.resolve("cwd"))).isEqualTo(Path.of("/"));
    for (String stream : List.of("0", "1", "2")) {
      Path open = Files.readSymbolicLink(process.resolve("fd").resolve(stream));
      assertThat(open).isEqualTo(Path.of("/dev/null"));
    }
  }

  @Test
  void completion_recorded_startsNoUpload() {
    Result result = sandbox.vcluster().run("completion", "bash", "--debug");

    assertThat(result.err()).contains("recorded in").doesNotContain("uploader started");
    assertThat(sandbox.waiting()).isEqualTo(1);
    assertThat(sandbox.backend().connections()).isZero();
  }

  private List<List<String>> arrived() {
    return sandbox.backend().accepted().stream().flatMap(got -> got.commands().stream()).toList();
  }
}
