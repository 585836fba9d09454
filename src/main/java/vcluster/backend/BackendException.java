package vcluster.backend;

import vcluster.server.ServerException;

/** A command failed; the message says why and what to do, and holds no secret. */
final class BackendException extends ServerException {
  private static final long serialVersionUID = 1;

  BackendException(String message) {
    super(message);
  }

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
