package vcluster.syncer;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events and uploads since the start. Every recorded event is uploaded, dropped, still in
 * the buffer, or in the body that is being sent.
 *
 * @param recorded recorded events, including dropped ones
 * @param dropped events that will never be uploaded: the buffer was full, or the server refused
 *     them
 * @param uploaded events that the server accepted
 * @param accepted uploads that the server accepted
 * @param refused uploads that the server refused for good
 * @param unavailable attempts that have to be repeated
 */
public record SyncerCounts(
    LongAdder recorded,
    LongAdder dropped,
    LongAdder uploaded,
    LongAdder accepted,
    LongAdder refused,
    LongAdder unavailable) {
  /** Counts from zero. */
  SyncerCounts() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }
}
