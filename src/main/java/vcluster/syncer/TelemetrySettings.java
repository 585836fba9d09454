package vcluster.syncer;

import java.time.Duration;

/**
 * When a syncer uploads, and how much it keeps until then (docs/protocol.md#the-syncer-payload).
 *
 * @param minInterval the shortest wait before an upload
 * @param maxInterval the longest wait; an upload is due earlier once the buffer is full
 * @param warmUp how long after the start resource syncs are ignored
 * @param buffer how many events are kept between two uploads
 */
public record TelemetrySettings(
    Duration minInterval, Duration maxInterval, Duration warmUp, int buffer) {
  /** How much longer to wait for the next upload; zero if it is due. */
  Duration left(Duration waited, boolean full) {
    Duration left = (full ? minInterval : maxInterval).minus(waited);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
