package vcluster.syncer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.outbox.RetryNote;
import vcluster.upload.Backoff;
import vcluster.upload.SendResult;
import vcluster.wire.IdempotencyKey;

/**
 * Uploads the buffered events when it is time. At most one body is frozen: until the server accepts
 * it, the buffer fills up behind it and further events are dropped, so two buffers bound the
 * memory. For use by one thread.
 */
public final class SyncerUploader {
  private static final Logger LOG = LoggerFactory.getLogger(SyncerUploader.class);

  private static final Duration FACTS_TIMEOUT = Duration.ofSeconds(5);

  /** At the end there are 5 seconds for everything, and a request may take 3. */
  private static final Duration LAST_FACTS_TIMEOUT = Duration.ofSeconds(1);

  /** A body that stays the same in every attempt. */
  private record Frozen(String key, String body, int events) {}

  private final EventBuffer buffer;
  private final SyncerCounts counts;
  private final ClusterFacts.Source facts;
  private final SyncerBody form;
  private final TelemetrySettings settings;
  private final Outlet outlet;
  private final Backoff backoff = new Backoff(new Random());
  private final Clock clock;
  private Instant waitBegan;
  private @Nullable Instant lastAttempt;
  private @Nullable Frozen frozen;
  private RetryNote retry = RetryNote.none();

  SyncerUploader(
      EventBuffer buffer,
      SyncerCounts counts,
      ClusterFacts.Source facts,
      SyncerBody form,
      TelemetrySettings settings,
      Outlet outlet,
      Clock clock) {
    this.buffer = buffer;
    this.counts = counts;
    this.facts = facts;
    this.form = form;
    this.settings = settings;
    this.outlet = outlet;
    this.clock = clock;
    this.waitBegan = clock.instant();
  }

  /**
   * Uploads if it is time.
   *
   * @return how long to wait until the next upload is due, unless the buffer becomes full
   */
  public Duration step() {
    Duration left = left();
    if (!left.isZero()) {
      return left;
    }
    upload(FACTS_TIMEOUT);
    return left();
  }

  /**
   * Uploads one last time: our own backoff no longer counts, a {@code Retry-After} does. What is
   * left is dropped.
   *
   * @return whether the last upload was accepted
   */
  public boolean finish() {
    buffer.close();
    boolean accepted = isAllowed() && (frozen == null || upload(LAST_FACTS_TIMEOUT));
    // A refused body is settled too, and no longer in the way.
    if (isAllowed() && frozen == null && buffer.fill() > 0) {
      accepted = upload(LAST_FACTS_TIMEOUT);
    }
    int lost = discard();
    if (lost > 0) {
      LOG.warn("Stopped before {} events could be uploaded; they are lost.", lost);
    }
    return accepted;
  }

  /** Uploads now, even without events, and returns whether the upload was accepted. */
  public boolean upload() {
    return upload(FACTS_TIMEOUT);
  }

  private boolean upload(Duration factsLimit) {
    if (!outlet.isOpen()) {
      buffer.close();
      int unused = discard();
      waitBegan = clock.instant();
      return false;
    }
    Frozen body = frozen == null ? freeze(factsLimit) : frozen;
    frozen = body;
    lastAttempt = clock.instant();
    SendResult answer = outlet.send(body.key(), body.body());
    waitBegan = clock.instant();
    if (answer instanceof SendResult.Unavailable && Thread.currentThread().isInterrupted()) {
      // Cut short by the end: this is not a failure, and the body is sent once more.
      return false;
    }
    settle(body, answer);
    return answer instanceof SendResult.Accepted;
  }

  /** Drops everything that waits, and returns how many events that was. */
  private int discard() {
    int events = buffer.drain().size() + (frozen == null ? 0 : frozen.events());
    frozen = null;
    counts.dropped().add(events);
    return events;
  }

  private Frozen freeze(Duration factsLimit) {
    ClusterFacts known = facts.read(factsLimit);
    List<SyncerEvent> events = buffer.drain();
    String body = form.of(known, events, sinceLast());
    return new Frozen(IdempotencyKey.of(clock.millis()), body, events.size());
  }

  private OptionalLong sinceLast() {
    if (lastAttempt == null) {
      return OptionalLong.empty();
    }
    // Never negative, whatever happens to the clock.
    return OptionalLong.of(Math.max(0, Duration.between(lastAttempt, clock.instant()).toMillis()));
  }

  private void settle(Frozen body, SendResult answer) {
    if (answer instanceof SendResult.Unavailable unavailable) {
      counts.unavailable().increment();
      if (retry.failures() == 0) {
        LOG.warn("An upload failed ({}); retrying.", describe(unavailable));
      }
      retry = backoff.after(retry, unavailable.retryAfterSeconds(), now());
      return;
    }
    if (answer instanceof SendResult.Refused) {
      counts.refused().increment();
      counts.dropped().add(body.events());
      LOG.warn(
          "The server refused an upload (status {}); dropped {} events.",
          answer.status(),
          body.events());
    } else {
      counts.accepted().increment();
      counts.uploaded().add(body.events());
      if (retry.failures() > 0) {
        LOG.info("Uploads succeed again.");
      }
    }
    frozen = null;
    retry = RetryNote.none();
  }

  private static String describe(SendResult.Unavailable answer) {
    return answer.status() == 0 ? answer.word() : "status " + answer.status();
  }

  private Duration left() {
    if (frozen != null) {
      return Duration.ofSeconds(Math.max(0, retry.notBefore(now()) - now()));
    }
    Instant instant = clock.instant();
    if (instant.isBefore(waitBegan)) {
      // The clock was set back: start the wait again instead of making it longer.
      waitBegan = instant;
    }
    return settings.left(Duration.between(waitBegan, instant), buffer.isFull());
  }

  private boolean isAllowed() {
    return retry.serverNotBefore(now()) <= now();
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
