package vcluster.backend.verify;

/** A field of an event is missing or malformed. */
final class InvalidException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String reason;

  InvalidException(String path, String reason) {
    super(path + ": " + reason, null, false, false);
    this.path = path;
    this.reason = reason;
  }

  String path() {
    return path;
  }

  String reason() {
    return reason;
  }
}
