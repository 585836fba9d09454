package vcluster.backend.verify;

/** A field of an event is missing or malformed. */
final class InvalidException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path;

  InvalidException(String path, String reason) {
    super(reason, null, false, false);
    this.path = path;
  }

  String path() {
    return path;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
