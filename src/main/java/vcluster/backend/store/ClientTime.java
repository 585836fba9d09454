package vcluster.backend.store;

import java.time.Duration;
import java.time.Instant;
import vcluster.wire.Protocol;

/**
 * The time by which an event is counted: the client's as long as it can be true, else the server's.
 * A client keeps events for 30 days at most (docs/protocol.md#the-cli-event), and its clock may be
 * a little ahead.
 */
final class ClientTime {
  private static final long MAX_AGE_MICROS = micros(Duration.ofDays(Protocol.MAX_AGE_DAYS));
  private static final long MAX_AHEAD_MICROS = micros(Duration.ofMinutes(10));
  private static final long MICROS_PER_SECOND = 1_000_000;

  private ClientTime() {}

  /** Unix microseconds of an event that claims these Unix seconds. */
  static long ofSeconds(long claimed, long receivedMicros) {
    // Out of range in seconds is out of range in microseconds; the product could overflow.
    boolean absurd = Math.abs(claimed) > Long.MAX_VALUE / MICROS_PER_SECOND || claimed < 0;
    return absurd ? receivedMicros : ofMicros(claimed * MICROS_PER_SECOND, receivedMicros);
  }

  /** Unix microseconds of an event that claims these. */
  static long ofMicros(long claimed, long receivedMicros) {
    boolean possible =
        claimed >= receivedMicros - MAX_AGE_MICROS && claimed <= receivedMicros + MAX_AHEAD_MICROS;
    return possible ? claimed : receivedMicros;
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / 1_000;
  }

  private static long micros(Duration duration) {
    return duration.toSeconds() * MICROS_PER_SECOND;
  }
}
