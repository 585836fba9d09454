package vcluster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vcluster.consent.Decision;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.outbox.Batch;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.outbox.StartMark;
import vcluster.outbox.TelemetryFolder;
import vcluster.upload.UploadResult.Stop;

/**
 * Delivers what waits, batch by batch, as the only one of its kind.
 *
 * @param folder has the outbox, and takes the log and the notes
 * @param consent asked again before each batch
 */
public record Uploader(
    TelemetryFolder folder,
    Supplier<Decision> consent,
    Batches batches,
    Sender sender,
    Backoff backoff,
    Clock clock) {
  private static final long GATE_WAIT_MILLIS = 5_000;

  /**
   * Uploads until nothing waits, or until something stands in the way.
   *
   * @param hurried ignores our own backoff, not the server's {@code Retry-After}
   * @param lockWaitMillis how long to wait for an uploader that is at work
   * @param timeUp tells when no further request may begin
   * @throws IOException if the outbox, the log or the notes can't be used
   */
  public UploadResult run(boolean hurried, long lockWaitMillis, BooleanSupplier timeUp)
      throws IOException {
    if (!Files.isDirectory(folder.path())) {
      return new UploadResult(Stop.EMPTY, 0);
    }
    AtomicInteger delivered = new AtomicInteger();
    Stop stop;
    do {
      Optional<LockFile> lock = LockFile.acquire(folder.uploadLock(), lockWaitMillis);
      if (lock.isEmpty()) {
        return new UploadResult(Stop.BUSY, delivered.get());
      }
      try (LockFile held = lock.get()) {
        StartMark.remove(folder.startMark());
        stop = deliverAll(hurried, timeUp, delivered);
      }
      // Whoever appended while the lock was held started no uploader of its own: look once more.
    } while (stop == Stop.EMPTY && !outbox().isEmpty() && (hurried || !isSucceeded()));
    sender.close();
    return new UploadResult(stop, delivered.get());
  }

  /** Whether another uploader has been started since the lock was free. */
  private boolean isSucceeded() {
    return StartMark.isThere(folder.startMark(), now());
  }

  private Stop deliverAll(boolean hurried, BooleanSupplier timeUp, AtomicInteger delivered)
      throws IOException {
    outbox().expire(now());
    while (true) {
      if (timeUp.getAsBoolean()) {
        return Stop.TIME_UP;
      }
      RetryNote note = RetryNote.read(folder.retry());
      if ((hurried ? note.serverNotBefore(now()) : note.notBefore(now())) > now()) {
        return Stop.WAITING;
      }
      Optional<Stop> stop = deliverOne(delivered);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
  }

  /** Empty if a batch was settled and another may follow. */
  private Optional<Stop> deliverOne(AtomicInteger delivered) throws IOException {
    batches.prepare();
    Optional<LockFile> gate = LockFile.acquire(folder.gate(), GATE_WAIT_MILLIS);
    if (gate.isEmpty()) {
      return Optional.of(Stop.BUSY);
    }
    try (LockFile held = gate.get()) {
      Decision decision = consent.get();
      if (!decision.on()) {
        if (decision.deletesWaiting()) {
          outbox().purge();
        }
        return Optional.of(Stop.OFF);
      }
      Optional<Batch> batch = outbox().freeze(batches::of);
      return batch.isEmpty() ? Optional.of(Stop.EMPTY) : send(batch.get(), held, delivered);
    }
  }

  private Optional<Stop> send(Batch batch, LockFile gate, AtomicInteger delivered)
      throws IOException {
    String id = UUID.randomUUID().toString();
    log().begins(id, batch, sender.url(), now());
    SendResult answer = sender.send(batch, gate::close);
    note(id, answer);
    if (answer instanceof SendResult.Unavailable unavailable) {
      RetryNote before = RetryNote.read(folder.retry());
      backoff.after(before, unavailable.retryAfterSeconds(), now()).write(folder.retry());
      return Optional.of(Stop.UNAVAILABLE);
    }
    if (answer instanceof SendResult.Refused) {
      outbox().refuse(batch);
    } else {
      outbox().settle(batch);
      delivered.addAndGet(batch.events());
    }
    Files.deleteIfExists(folder.retry());
    AtomicFile.deleteQuietly(folder.uploadError());
    return Optional.empty();
  }

  /** The request has happened: a log that is full by now must not keep it from being settled. */
  private void note(String id, SendResult answer) {
    try {
      log().answered(id, answer);
    } catch (IOException e) {
      return;
    }
  }

  private FileOutbox outbox() {
    return new FileOutbox(folder);
  }

  private RequestLog log() {
    return new RequestLog(folder);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
