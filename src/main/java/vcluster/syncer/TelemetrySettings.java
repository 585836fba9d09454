package vcluster.syncer;

import java.time.Duration;

/**
 * How a syncer's telemetry behaves.
 *
 * @param buffer how many events are kept between two uploads
 * @param warmUp how long after the start the sync of resources is not recorded
 */
public record TelemetrySettings(Schedule schedule, Duration warmUp, int buffer) {
  /**
   * As the original: 1 to 5 minutes, one minute, 500 events (docs/protocol.md#the-syncer-payload).
   */
  public static final TelemetrySettings DEFAULT =
      new TelemetrySettings(
          new Schedule(Duration.ofMinutes(1), Duration.ofMinutes(5)), Duration.ofMinutes(1), 500);
}
