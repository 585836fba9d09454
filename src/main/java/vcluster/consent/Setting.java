package vcluster.consent;

/** What a file says of telemetry. */
public sealed interface Setting {
  /** Nothing: the file does not name the field, or does not exist. */
  record Absent(boolean fileExists) implements Setting {}

  /** The field is there, and is a boolean. */
  record Disabled(boolean value) implements Setting {}

  /** The file can't be read, parsed or trusted; {@code problem} says why in a few words. */
  record Unusable(String problem) implements Setting {}
}
