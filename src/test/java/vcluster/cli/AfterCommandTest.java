package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.files.LockFile;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.StartMark;
import vcluster.outbox.TelemetryFolder;

class AfterCommandTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private static final Clock NOW =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  @TempDir Path home;
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void uploaderThatEndsBeforeTheEventIsThere_isFollowedByAnother() throws Exception {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    folder.make();
    LockFile uploader = LockFile.acquire(folder.uploadLock(), 0).orElseThrow();

    // The first reading is for whether an upload is due, the second for the event.
    run(ending(2, uploader));

    assertThat(new FileOutbox(folder).waiting().events()).isEqualTo(1);
    assertThat(started).hasValue(1);
  }

  @Test
  void uploaderThatIsStillAtWork_isNotFollowedByAnother() throws Exception {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    folder.make();
    try (LockFile uploader = LockFile.acquire(folder.uploadLock(), 0).orElseThrow()) {
      run(Clock.systemUTC());
    }

    assertThat(started).hasValue(0);
  }

  /** One that finds older events, or comes upon a command that stands still, has not waited. */
  @Test
  void ownUploaderThatEndsBeforeTheEventIsThere_isFollowedByAnother() {
    TelemetryFolder folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));

    run(
        NOW,
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
    run(NOW);

    assertThat(started).hasValue(1);
  }

  private void run(Clock clock) {
    run(
        clock,
        (directory, config) -> {
          started.incrementAndGet();
          return () -> {};
        });
  }

  private void run(Clock clock, UploaderStarter starter) {
    Path work = home.toAbsolutePath();
    Surroundings surroundings =
        new Surroundings(
            Map.of("HOME", home.toString()),
            home.toString(),
            work,
            home.resolve("policy.json"),
            "1.0.0",
            clock,
            NOWHERE,
            NOWHERE,
            false,
            false,
            starter);
    assertThat(new Program(surroundings).run("version")).isZero();
    assertThat(Files.exists(home.resolve(".vcluster/telemetry/queue.jsonl"))).isTrue();
  }

  /** With that reading of this clock the uploader ends that holds the lock. */
  private static Clock ending(int reading, LockFile uploader) {
    AtomicInteger readings = new AtomicInteger();
    InstantSource source =
        () -> {
          if (readings.incrementAndGet() == reading) {
            uploader.close();
          }
          return Instant.ofEpochSecond(1_700_000_000);
        };
    return source.withZone(ZoneOffset.UTC);
  }
}
