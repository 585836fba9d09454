package vcluster.syncer;

import vcluster.server.ServerException;

/** The program can't do its work; the message says why and what to do. */
final class SyncerException extends ServerException {
  private static final long serialVersionUID = 1L;

  SyncerException(String message) {
    super(message);
  }
}
