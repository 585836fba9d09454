package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.Decision;
import vcluster.consent.Finding;
import vcluster.consent.Source;
import vcluster.files.LockFile;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.outbox.TelemetryFolder;
import vcluster.outbox.Undelivered;
import vcluster.outbox.Waiting;
import vcluster.testing.SampleEvents;
import vcluster.testing.TestClock;
import vcluster.upload.UploadResult.Stop;
import vcluster.wire.Identity;

/** What an uploader does with each answer, and when it asks, with a server and a clock made up. */
class UploaderTest {
  private static final SendResult BUSY_SERVER = new SendResult.Unavailable(503, "unavailable", 0);

  @TempDir Path home;
  private TelemetryFolder folder;
  private FileOutbox outbox;
  private final TestClock clock = new TestClock(Instant.ofEpochSecond(1_700_000_000));
  private final FakeSender sender = new FakeSender();
  private Finding.Answer consent = Finding.Answer.ALLOWED;
  private String machineId = "machine";

  @BeforeEach
  void makeOutbox() {
    folder = new TelemetryFolder(home.resolve("telemetry"));
    outbox = new FileOutbox(folder);
  }

  @Test
  void acceptedBatches_areSettledOneAfterAnother() throws IOException {
    append(250);

    assertThat(upload()).isEqualTo(Stop.EMPTY);

    assertThat(sender.sent).extracting(batch -> batch.events()).containsExactly(100, 100, 50);
    assertThat(sender.sent).extracting(batch -> batch.key()).doesNotHaveDuplicates();
    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, Undelivered.none()));
    assertThat(log())
        .extracting(LoggedRequest::key, LoggedRequest::answer, LoggedRequest::status)
        .containsExactlyElementsOf(
            sender.sent.stream().map(batch -> tuple(batch.key(), "accepted", 204)).toList());
    assertThat(folder.retry()).doesNotExist();
  }

  @Test
  void emptyOutbox_touchesNothing() throws IOException {
    assertThat(upload()).isEqualTo(Stop.EMPTY);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void failedBatch_isKeptAndNotTriedBeforeItsTime() throws IOException {
    append(150);
    sender.answer(BUSY_SERVER);

    assertThat(upload()).isEqualTo(Stop.UNAVAILABLE);
    assertThat(upload()).isEqualTo(Stop.WAITING);

    assertThat(sender.sent).hasSize(1);
    assertThat(outbox.waiting().events()).isEqualTo(150);
    assertThat(log()).extracting(LoggedRequest::answer).containsExactly("unavailable");

    clock.advance(note().notBefore(clock.seconds()) - 1 - clock.seconds());
    assertThat(upload()).isEqualTo(Stop.WAITING);
    clock.advance(1);
    assertThat(upload()).isEqualTo(Stop.EMPTY);
    assertThat(folder.retry()).doesNotExist();
  }

  @Test
  void frozenBatch_isTheSameInEveryAttempt() throws IOException {
    append(3);
    sender.answer(BUSY_SERVER, BUSY_SERVER, BUSY_SERVER);
    for (int attempt = 0; attempt < 4; attempt++) {
      upload();
      // Another day, another process, another name, more events: nothing of it gets into the batch.
      append(10);
      machineId += "x";
      clock.advance(24 * 60 * 60);
    }

    assertThat(sender.sent.subList(0, 4)).containsOnly(sender.sent.get(0));
    assertThat(sender.sent.get(0).events()).isEqualTo(3);
    assertThat(sender.sent.get(0).key()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(sender.sent.get(4).key()).isNotEqualTo(sender.sent.get(0).key());
  }

  @Test
  void waits_growWithEachFailureAndStartAnewAfterASuccess() throws IOException {
    List<Long> waits = new ArrayList<>();
    append(1);
    for (int failure = 0; failure < 15; failure++) {
      sender.answer(BUSY_SERVER);
      assertThat(upload()).isEqualTo(Stop.UNAVAILABLE);
      waits.add(note().notBefore(clock.seconds()) - clock.seconds());
      clock.advance(note().notBefore(clock.seconds()) - clock.seconds());
    }

    for (int failure = 0; failure < waits.size(); failure++) {
      long whole = Math.min(60L << failure, 21_600);
      assertThat(waits.get(failure)).isBetween(whole / 2, whole);
    }
    upload();
    append(1);
    sender.answer(BUSY_SERVER);
    upload();
    assertThat(note().failures()).isEqualTo(1);
  }

  @Test
  void refusedBatch_isDroppedWholeAndTheNextOneGoes() throws IOException {
    append(150);
    sender.answer(BUSY_SERVER);
    upload();
    clock.advance(60);
    sender.answer(new SendResult.Refused(400));

    assertThat(upload()).isEqualTo(Stop.EMPTY);

    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, new Undelivered(0, 0, 100)));
    assertThat(log())
        .extracting(LoggedRequest::answer)
        .containsExactly("unavailable", "refused", "accepted");
  }

  @Test
  void retryAfter_holdsEverybodyUp() throws IOException {
    append(1);
    sender.answer(new SendResult.Unavailable(429, "unavailable", 3_600));
    upload();

    clock.advance(3_599);
    assertThat(upload()).isEqualTo(Stop.WAITING);
    assertThat(uploader().run(true, 0, () -> false).stop()).isEqualTo(Stop.WAITING);
    clock.advance(1);
    assertThat(uploader().run(true, 0, () -> false).stop()).isEqualTo(Stop.EMPTY);
  }

  @Test
  void ownBackoff_doesNotHoldTheHurriedUp() throws IOException {
    append(1);
    sender.answer(BUSY_SERVER);
    upload();

    assertThat(upload()).isEqualTo(Stop.WAITING);
    assertThat(uploader().run(true, 0, () -> false).stop()).isEqualTo(Stop.EMPTY);
    assertThat(sender.sent).hasSize(2);
  }

  @Test
  void clockThatIsSetBack_holdsNobodyUp() throws IOException {
    append(1);
    sender.answer(new SendResult.Unavailable(503, "unavailable", 86_400));
    upload();

    clock.advance(-365L * 24 * 60 * 60);

    assertThat(upload()).isEqualTo(Stop.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "-5 0 0 0", "2147483647 0 0 0"})
  void damagedNote_keepsNoFailureFromBeingNoted(String content) throws IOException {
    append(1);
    Files.writeString(folder.retry(), content);
    sender.answer(BUSY_SERVER);

    assertThat(upload()).isEqualTo(Stop.UNAVAILABLE);

    assertThat(upload()).isEqualTo(Stop.WAITING);
  }

  @Test
  void consent_isAskedBeforeEachBatch() throws IOException {
    append(250);
    sender.during = () -> consent = Finding.Answer.DOUBT;

    assertThat(upload()).isEqualTo(Stop.OFF);

    assertThat(sender.sent).hasSize(1);
    assertThat(outbox.waiting().events()).isEqualTo(150);
  }

  @Test
  void definiteOff_sendsNothingAndDeletesWhatWaits() throws IOException {
    append(150);
    sender.answer(BUSY_SERVER);
    upload();
    clock.advance(60);
    consent = Finding.Answer.OFF;

    assertThat(upload()).isEqualTo(Stop.OFF);

    assertThat(sender.sent).hasSize(1);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.waiting().drops()).isEqualTo(Undelivered.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOUBT", "DEVELOPMENT"})
  void otherOff_sendsNothingAndDeletesNothing(Finding.Answer answer) throws IOException {
    append(3);
    consent = answer;

    assertThat(upload()).isEqualTo(Stop.OFF);

    assertThat(sender.sent).isEmpty();
    assertThat(outbox.waiting().events()).isEqualTo(3);
  }

  @Test
  void log_namesTheRequestBeforeItBegins() throws IOException {
    append(2);
    List<LoggedRequest> before = new ArrayList<>();
    sender.before = () -> before.addAll(log());

    upload();

    assertThat(before)
        .containsExactly(
            new LoggedRequest(
                clock.seconds(),
                sender.url(),
                sender.sent.get(0).key(),
                2,
                "unknown",
                0,
                sender.sent.get(0).body()));
  }

  @Test
  void requestThatCannotBeLogged_isNotSent() throws IOException {
    append(2);
    Files.createDirectory(folder.requests());

    assertThatThrownBy(this::upload).isInstanceOf(IOException.class);

    assertThat(sender.sent).isEmpty();
    assertThat(outbox.waiting().events()).isEqualTo(2);
  }

  @Test
  void answerThatCannotBeLogged_stillSettles() throws IOException {
    append(2);
    sender.during =
        () -> {
          Files.delete(folder.requests());
          Files.createDirectory(folder.requests());
        };

    assertThat(upload()).isEqualTo(Stop.EMPTY);

    assertThat(outbox.waiting().events()).isZero();
  }

  /** Whoever turns telemetry off takes the gate, deletes what waits, and returns. */
  @Test
  void disableDuringARequest_isTheEndOfIt() throws IOException {
    append(150);
    List<Boolean> gateFree = new ArrayList<>();
    sender.before = () -> gateFree.add(takeGate().isPresent());
    sender.during =
        () -> {
          try (LockFile gate = takeGate().orElseThrow()) {
            consent = Finding.Answer.OFF;
            assertThat(outbox.purge()).isEqualTo(150);
          }
        };

    assertThat(upload()).isEqualTo(Stop.OFF);

    assertThat(gateFree).containsExactly(false);
    assertThat(sender.sent).hasSize(1);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(log()).extracting(LoggedRequest::answer).containsExactly("accepted");
  }

  @Test
  void refusalAfterADisable_countsNothing() throws IOException {
    append(2);
    sender.answer(new SendResult.Refused(410));
    sender.during = outbox::purge;

    upload();

    assertThat(outbox.waiting()).isEqualTo(new Waiting(0, null, Undelivered.none()));
  }

  @Test
  void eventsThatComeMeanwhile_goInTheSameRun() throws IOException {
    append(1);
    sender.during =
        () -> {
          if (sender.sent.size() < 3) {
            append(1);
          }
        };

    assertThat(upload()).isEqualTo(Stop.EMPTY);

    assertThat(sender.sent).hasSize(3);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void secondUploader_leavesItToTheFirst() throws IOException {
    append(1);
    try (LockFile first = LockFile.acquire(folder.uploadLock(), 0).orElseThrow()) {
      assertThat(upload()).isEqualTo(Stop.BUSY);
    }
    assertThat(sender.sent).isEmpty();
    assertThat(upload()).isEqualTo(Stop.EMPTY);
  }

  @Test
  void eventsOfAClockBefore1970_areDeliveredToo() throws IOException {
    clock.advance(-clock.seconds() - 86_400);
    append(2);

    assertThat(uploader().run(false, 0, () -> false)).isEqualTo(new UploadResult(Stop.EMPTY, 2));
  }

  @Test
  void noRequest_beginsWhenTimeIsUp() throws IOException {
    append(250);

    assertThat(uploader().run(false, 0, () -> true).stop()).isEqualTo(Stop.TIME_UP);
    assertThat(sender.sent).isEmpty();

    assertThat(uploader().run(false, 0, () -> sender.sent.size() == 2))
        .isEqualTo(new UploadResult(Stop.TIME_UP, 200));
    assertThat(outbox.waiting().events()).isEqualTo(50);
  }

  @Test
  void eventsThatAreTooOld_areNotSent() throws IOException {
    append(2);
    clock.advance(FileOutbox.MAX_SECONDS + 1);
    append(3);

    upload();

    assertThat(sender.sent).extracting(batch -> batch.events()).containsExactly(3);
    assertThat(outbox.waiting().drops()).isEqualTo(new Undelivered(0, 2, 0));
  }

  @Test
  void senderThatBreaks_leavesBatchAndLocksAsTheyWere() throws IOException {
    append(2);
    sender.before =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(this::upload).isInstanceOf(IllegalStateException.class);

    sender.before = () -> {};
    assertThat(upload()).isEqualTo(Stop.EMPTY);

    assertThat(sender.sent).hasSize(2).containsOnly(sender.sent.get(0));
    assertThat(log()).extracting(LoggedRequest::answer).containsExactly("unknown", "accepted");
  }

  /** It may take long: meanwhile every command has to be able to record itself. */
  @Test
  void identity_isFoundWithoutTheOutboxesLock() throws IOException {
    append(1);
    Batches batches =
        new Batches(
            () -> {
              try (LockFile lock = LockFile.acquire(folder.path().resolve("lock"), 0).get()) {
                return identity();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    assertThat(uploader(batches).run(false, 0, () -> false).stop()).isEqualTo(Stop.EMPTY);
    assertThat(sender.sent).hasSize(1);
  }

  private Stop upload() throws IOException {
    return uploader().run(false, 0, () -> false).stop();
  }

  /** A new one each time, as each is a new process. */
  private Uploader uploader() {
    return uploader(new Batches(this::identity));
  }

  private Uploader uploader(Batches batches) {
    return new Uploader(folder, this::decision, batches, sender, new Backoff(new Random(1)), clock);
  }

  private Decision decision() {
    return new Decision(List.of(new Finding(Source.CONFIG_FILE, consent, "")));
  }

  private Identity identity() {
    return new Identity(machineId, "", "", "linux", "amd64");
  }

  private void append(int events) throws IOException {
    for (int i = 0; i < events; i++) {
      outbox.append(SampleEvents.at(clock.seconds()));
    }
  }

  private Optional<LockFile> takeGate() throws IOException {
    return LockFile.acquire(folder.gate(), 0);
  }

  private RetryNote note() {
    return RetryNote.read(folder.retry());
  }

  private List<LoggedRequest> log() throws IOException {
    return new RequestLog(folder).read();
  }
}
