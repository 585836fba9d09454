package vcluster.upload;

/** Why an uploader stopped. */
public enum UploadResult {
  /** Nothing is waiting. */
  EMPTY,
  /** Telemetry is off. */
  OFF,
  /** Another uploader is at work. */
  BUSY,
  /** It is not time yet for the next attempt. */
  WAITING,
  /** The last request was not answered with an acceptance. */
  UNAVAILABLE,
  /** The time for uploads is up. */
  TIME_UP
}
