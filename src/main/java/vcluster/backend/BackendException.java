package vcluster.backend;

import vcluster.server.ServerException;

/** The command can't go on; the message names what is wrong and what to do, and no secret. */
final class BackendException extends ServerException {
  private static final long serialVersionUID = 1;

  BackendException(String message) {
    super(message);
  }

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
