package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;
import vcluster.files.LockFile;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.StartMark;
import vcluster.outbox.TelemetryFolder;

class AfterCommandTest {
  private static final Clock NOW =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path home;
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void uploaderThatEndsBeforeTheEventIsThere_isFollowedByAnother() throws Exception {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    folder.make();
    LockFile uploader = LockFile.acquire(folder.uploadLock(), 0).orElseThrow();

    run(endingOnceRecorded(uploader), this::start);

    assertThat(new FileOutbox(folder).waiting().events()).isEqualTo(1);
    assertThat(started).hasValue(1);
  }

  @Test
  void uploaderThatIsStillAtWork_isNotFollowedByAnother() throws Exception {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    folder.make();
    try (LockFile uploader = LockFile.acquire(folder.uploadLock(), 0).orElseThrow()) {
      run(NOWHERE, this::start);
    }

    assertThat(started).hasValue(0);
  }

  /** One that finds older events, or comes upon a command that stands still, has not waited. */
  @Test
  void ownUploaderThatEndsBeforeTheEventIsThere_isFollowedByAnother() {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));

    run(
        NOWHERE,
        (directory, config) -> {
          if (started.incrementAndGet() == 1) {
            // As its last act but one would be; the lock is free again.
            StartMark.remove(folder.startMark());
          }
          return () -> {};
        });

    assertThat(started).hasValue(2);
  }

  @Test
  void uploader_isStartedOnce() {
    run(NOWHERE, this::start);

    assertThat(started).hasValue(1);
  }

  @ParameterizedTest(name = "vcluster {0}")
  @CsvSource({"version, true", "completion bash, false", "completion oops, false"})
  void notice_isNeitherShownNorMarkedByCompletion(String line, boolean shown) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(err);
    Surroundings surroundings =
        TestSurroundings.at(home, Map.of(), NOW, NOWHERE, terminal, Terminal.YES, this::start);

    new Program(surroundings).run(line.split(" "));

    assertThat(err.toString().contains("vcluster telemetry disable")).isEqualTo(shown);
    Path folder = home.resolve(".vcluster/telemetry");
    assertThat(Files.exists(new TelemetryFolder(folder).notice())).isEqualTo(shown);
    assertThat(folder.resolve("queue.jsonl")).exists();
    assertThat(started).hasValue(0);
  }

  /** As on Windows, where the launcher can't look. */
  @Test
  void terminalThatMayBeThere_holdsEventsUntilTheNoticeWasShown() throws Exception {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    runAt(Terminal.UNKNOWN);
    assertThat(folder.notice()).doesNotExist();
    assertThat(started).hasValue(0);
    runAt(Terminal.YES);
    assertThat(started).hasValue(0);

    runAt(Terminal.UNKNOWN);

    assertThat(new FileOutbox(folder).waiting().events()).isEqualTo(3);
    assertThat(started).hasValue(1);
  }

  private void runAt(Terminal terminal) {
    new Program(TestSurroundings.at(home, Map.of(), NOW, NOWHERE, NOWHERE, terminal, this::start))
        .run("version");
  }

  @Test
  void notice_namesTelemetryAndItsDocumentation_inLinesOfATerminal() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(err);
    new Program(
            TestSurroundings.at(home, Map.of(), NOW, NOWHERE, terminal, Terminal.YES, this::start))
        .run("version");

    assertThat(err.toString().lines()).isNotEmpty().allMatch(line -> line.length() <= 79);
    assertThat(err.toString())
        .contains("telemetry: ")
        .contains("vcluster telemetry disable")
        .contains("https://www.vcluster.com/docs/");
  }

  @Test
  void lineWithEveryOption_isRecorded() throws Exception {
    List<String> words = new ArrayList<>(List.of("create", "my-vc"));
    for (OptionSpec option :
        CommandTree.create().getSubcommands().get("create").getCommandSpec().options()) {
      if (!option.usageHelp()) {
        words.add(option.longestName() + "=" + (option.arity().min() == 0 ? "1" : ""));
      }
    }

    new Program(
            TestSurroundings.at(home, Map.of(), NOW, NOWHERE, NOWHERE, Terminal.NO, this::start))
        .run(words.toArray(new String[0]));

    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    assertThat(Files.readString(folder.queue())).contains("--snapshot-temp-dir", "--dry-run");
  }

  private Closeable start(Path directory, Path config) {
    started.incrementAndGet();
    return () -> {};
  }

  private void run(PrintStream err, UploaderStarter starter) {
    Path work = home.toAbsolutePath();
    Surroundings surroundings =
        TestSurroundings.at(work, Map.of(), NOW, NOWHERE, err, Terminal.NO, starter);
    assertThat(new Program(surroundings).run("version", "--debug")).isZero();
    assertThat(Files.exists(home.resolve(".vcluster/telemetry/queue.jsonl"))).isTrue();
  }

  /** The uploader that holds the lock ends as soon as the event is there. */
  private static PrintStream endingOnceRecorded(LockFile uploader) {
    return new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        if (line.contains("recorded in")) {
          uploader.close();
        }
      }
    };
  }
}
