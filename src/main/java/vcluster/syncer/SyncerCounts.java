package vcluster.syncer;

import java.util.concurrent.atomic.LongAdder;

/**
 * What has been counted since the start. Every event that was recorded is uploaded or dropped in
 * the end, or still in the buffer or in the body that is being sent.
 */
public final class SyncerCounts {
  private final LongAdder recorded = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder uploaded = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unavailable = new LongAdder();

  /** Events that producers handed in, those that were dropped at once included. */
  public long recorded() {
    return recorded.sum();
  }

  /** Events that will never be uploaded: they found no room, or the server refused them. */
  public long dropped() {
    return dropped.sum();
  }

  /** Events that the server has accepted. */
  public long uploaded() {
    return uploaded.sum();
  }

  /** Uploads that the server has accepted. */
  public long accepted() {
    return accepted.sum();
  }

  /** Uploads that the server has refused for good. */
  public long refused() {
    return refused.sum();
  }

  /** Attempts without an answer that settles anything. */
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
