package vcluster.upload;

/**
 * What a run of the uploader came to.
 *
 * @param delivered how many events the server accepted
 */
public record UploadResult(Stop stop, int delivered) {
  /** Why an uploader stopped. */
  public enum Stop {
    /** Nothing is waiting. */
    EMPTY,
    /** Telemetry is off. */
    OFF,
    /** Another uploader is at work. */
    BUSY,
    /** It is not time yet for the next attempt. */
    WAITING,
    /** The last request was neither accepted nor refused for good. */
    UNAVAILABLE,
    /** The time for uploads is up. */
    TIME_UP
  }
}
