package vcluster.consent;

/** What a file or a variable says of telemetry. */
public sealed interface Setting {
  /** Nothing: it does not name the field, or does not exist. */
  record Absent(boolean exists) implements Setting {}

  /** The field is there, and is a boolean. */
  record Disabled(boolean value) implements Setting {}

  /** It can't be read, parsed or trusted; {@code problem} says why in a few words. */
  record Unusable(String problem) implements Setting {}
}
