package vcluster.server;

/** A server program can't do its work; the message says why and what to do, and holds no secret. */
public final class ServerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure with the message for the user. */
  public ServerException(String message) {
    super(message);
  }

  /** A failure that something else caused. */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
