package vcluster.backend.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import vcluster.wire.Protocol;

/**
 * The time by which an event is counted: the client's as long as it can be true, else the server's.
 * A client keeps events for 30 days at most (docs/protocol.md#the-cli-event), and its clock may be
 * a little ahead.
 */
final class ClientTime {
  private static final long MAX_AGE_MICROS = TimeUnit.DAYS.toMicros(Protocol.MAX_AGE_DAYS);
  private static final long MAX_AHEAD_MICROS = TimeUnit.MINUTES.toMicros(10);

  private ClientTime() {}

  /** Unix microseconds of an event that claims these Unix seconds. */
  static long ofSeconds(long claimed, long receivedMicros) {
    // Does not overflow: what is out of range becomes the least or the greatest number.
    return ofMicros(TimeUnit.SECONDS.toMicros(claimed), receivedMicros);
  }

  /** Unix microseconds of an event that claims these. */
  static long ofMicros(long claimed, long receivedMicros) {
    boolean possible =
        claimed >= receivedMicros - MAX_AGE_MICROS && claimed <= receivedMicros + MAX_AHEAD_MICROS;
    return possible ? claimed : receivedMicros;
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
