package vcluster.syncer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that uploads: waits until something is due, or until the buffer is full. */
final class UploadLoop {
  private static final Logger LOG = LoggerFactory.getLogger(UploadLoop.class);

  /** After a fault that nobody thought of. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final SyncerUploader uploader;
  private final Semaphore wakeUp;
  private final Thread thread;

  /**
   * A loop that does not run yet.
   *
   * @param wakeUp released when the buffer has become full
   */
  UploadLoop(SyncerUploader uploader, Semaphore wakeUp) {
    this.uploader = uploader;
    this.wakeUp = wakeUp;
    this.thread = new Thread(this::run, "upload");
    // A process that has to end does not wait for a server.
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Has what is there uploaded, and waits for that, but not longer than {@code limit}. */
  void finish(Duration limit) throws InterruptedException {
    // Out of a wait, or of a request: that is sent again, with its key, if there is time for it.
    thread.interrupt();
    thread.join(limit.toMillis());
  }

  private void run() {
    try {
      while (true) {
        await(step());
      }
    } catch (InterruptedException e) {
      // The one interruption there is; it is spent here, and does not disturb the last request.
      uploader.finish();
    }
  }

  private Duration step() {
    try {
      return uploader.step();
    } catch (RuntimeException e) {
      LOG.warn("an upload failed", e);
      return PAUSE;
    }
  }

  private void await(Duration time) throws InterruptedException {
    // Rounded up, so as not to look again and again during the last millisecond.
    if (wakeUp.tryAcquire(time.toMillis() + 1, TimeUnit.MILLISECONDS)) {
      wakeUp.drainPermits();
    }
  }
}
