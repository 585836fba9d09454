package vcluster.syncer;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events and uploads since the start. Every recorded event is uploaded, dropped, still in
 * the buffer, or in the body that is being sent.
 */
public final class SyncerCounts {
  private final LongAdder recorded = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder uploaded = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unavailable = new LongAdder();

  /** Recorded events, including dropped ones. */
  public long recorded() {
    return recorded.sum();
  }

  /** Events that will never be uploaded: the buffer was full, or the server refused them. */
  public long dropped() {
    return dropped.sum();
  }

  /** Events that the server accepted. */
  public long uploaded() {
    return uploaded.sum();
  }

  /** Uploads that the server accepted. */
  public long accepted() {
    return accepted.sum();
  }

  /** Uploads that the server refused for good. */
  public long refused() {
    return refused.sum();
  }

  /** Attempts that have to be repeated. */
  public long unavailable() {
    return unavailable.sum();
  }

  void eventRecorded() {
    recorded.increment();
  }

  void eventsDropped(int events) {
    dropped.add(events);
  }

  void uploadAccepted(int events) {
    accepted.increment();
    uploaded.add(events);
  }

  void uploadRefused(int events) {
    refused.increment();
    dropped.add(events);
  }

  void attemptFailed() {
    unavailable.increment();
  }
}
