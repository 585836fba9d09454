package vcluster.syncer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.upload.BackoffState;
import vcluster.upload.SendResult;

/**
 * Uploads what the buffer holds, when it is time. One body at most is frozen: while the server does
 * not take it, the buffer fills behind it and what then finds no room is dropped, so that memory is
 * bounded by two buffers. For one thread.
 */
public final class SyncerUploader {
  private static final Logger LOG = LoggerFactory.getLogger(SyncerUploader.class);

  private static final Duration FACTS_TIMEOUT = Duration.ofSeconds(15);

  /** At the end there are 5 seconds for everything, and a request may take 3. */
  private static final Duration LAST_FACTS_TIMEOUT = Duration.ofSeconds(1);

  private final EventBuffer buffer;
  private final SyncerCounts tally;
  private final Facts facts;
  private final SyncerBody form;
  private final Schedule schedule;
  private final Outlet outlet;
  private final BackoffState retries;
  private final Clock clock;
  private Instant waitBegan;
  private @Nullable Instant lastAttempt;
  private @Nullable FrozenBody frozen;

  SyncerUploader(
      EventBuffer buffer,
      SyncerCounts tally,
      ClusterFacts.Source source,
      SyncerBody form,
      Schedule schedule,
      Outlet outlet,
      BackoffState retries,
      Clock clock) {
    this.buffer = buffer;
    this.tally = tally;
    this.facts = new Facts(source);
    this.form = form;
    this.schedule = schedule;
    this.outlet = outlet;
    this.retries = retries;
    this.clock = clock;
    this.waitBegan = clock.instant();
  }

  /**
   * Uploads if it is time.
   *
   * @return how long nothing will be due, unless the buffer becomes full
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
   * Uploads now, as the last thing. Our own backoff does not count any more, the server's word
   * does; what is left is dropped.
   *
   * @return whether the last upload was accepted
   */
  public boolean finish() {
    buffer.close();
    boolean accepted = isAllowed() && (frozen == null || upload(LAST_FACTS_TIMEOUT));
    // What was refused is settled too, and the way is free.
    if (isAllowed() && frozen == null && buffer.fill() > 0) {
      accepted = upload(LAST_FACTS_TIMEOUT);
    }
    int lost = discard();
    if (lost > 0) {
      LOG.warn("the end came before the last events were uploaded; lost: {}", lost);
    }
    return accepted;
  }

  /** Uploads now what there is, be it nothing but the facts, and tells whether it was accepted. */
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
    FrozenBody body = frozen == null ? freeze(factsLimit) : frozen;
    frozen = body;
    lastAttempt = clock.instant();
    SendResult answer = outlet.send(body);
    waitBegan = clock.instant();
    if (answer instanceof SendResult.Unavailable && Thread.currentThread().isInterrupted()) {
      // The end has cut it short; that is no failure, and the body is sent once more.
      return false;
    }
    settle(body, answer);
    return answer instanceof SendResult.Accepted;
  }

  /** Drops what waits, and tells how many events that was. */
  private int discard() {
    int events = buffer.drain().size() + (frozen == null ? 0 : frozen.events());
    frozen = null;
    tally.eventsDropped(events);
    return events;
  }

  private FrozenBody freeze(Duration factsLimit) {
    ClusterFacts known = facts.read(factsLimit);
    List<SyncerEvent> events = buffer.drain();
    String body = form.of(known, events, sinceLast());
    return new FrozenBody(UUID.randomUUID().toString(), body, events.size());
  }

  private OptionalLong sinceLast() {
    if (lastAttempt == null) {
      return OptionalLong.empty();
    }
    // Never negative, whatever happens to the clock.
    return OptionalLong.of(Math.max(0, Duration.between(lastAttempt, clock.instant()).toMillis()));
  }

  private void settle(FrozenBody body, SendResult answer) {
    if (answer instanceof SendResult.Unavailable unavailable) {
      tally.attemptFailed();
      if (!retries.failing()) {
        LOG.warn("an upload failed: {}", describe(unavailable));
      }
      retries.failed(unavailable, now());
      return;
    }
    if (answer instanceof SendResult.Refused) {
      tally.uploadRefused(body.events());
      LOG.warn(
          "the server refused an upload with status {}; events dropped: {}",
          answer.status(),
          body.events());
    } else {
      tally.uploadAccepted(body.events());
      if (retries.failing()) {
        LOG.info("uploads succeed again");
      }
    }
    frozen = null;
    retries.settled();
  }

  private static String describe(SendResult.Unavailable answer) {
    return answer.status() == 0 ? answer.word() : "status " + answer.status();
  }

  private Duration left() {
    if (frozen != null) {
      return Duration.ofSeconds(Math.max(0, retries.notBefore(now()) - now()));
    }
    Instant instant = clock.instant();
    if (instant.isBefore(waitBegan)) {
      // The clock has been set back: the wait begins anew rather than last as much longer.
      waitBegan = instant;
    }
    return schedule.left(Duration.between(waitBegan, instant), buffer.isFull());
  }

  private boolean isAllowed() {
    return retries.serverNotBefore(now()) <= now();
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
