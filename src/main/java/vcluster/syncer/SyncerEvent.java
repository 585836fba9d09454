package vcluster.syncer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing that happened; of a resource it holds nothing but the kind.
 *
 * @param timeMicros Unix microseconds
 * @param processingMillis how long it took, 0 if that is unknown
 * @param reason a stable word for what failed, empty if nothing did; never an error's text
 */
public record SyncerEvent(
    EventType type,
    long timeMicros,
    boolean success,
    long processingMillis,
    String reason,
    Gvk gvk) {
  /** An event that is not about a resource. */
  public static SyncerEvent of(EventType type, Instant time) {
    return new SyncerEvent(type, micros(time), false, 0, "", Gvk.NONE);
  }

  /**
   * The sync of a resource.
   *
   * @param reason a stable word for what failed; empty if the sync succeeded
   */
  public static SyncerEvent ofSync(Gvk gvk, String reason, Instant time) {
    return new SyncerEvent(EventType.RESOURCE_SYNC, micros(time), reason.isEmpty(), 0, reason, gvk);
  }

  /** Unix microseconds. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
