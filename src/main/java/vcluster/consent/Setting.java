package vcluster.consent;

/** What a file says of telemetry. */
public sealed interface Setting {
  /** Nothing: there is no such file, or it does not name the field. */
  record Absent() implements Setting {}

  /** The field is there, and is a boolean. */
  record Disabled(boolean value) implements Setting {}

  /** The file can't be read, parsed or trusted; {@code problem} says why in a few words. */
  record Unusable(String problem) implements Setting {}
}
