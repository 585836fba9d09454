package vcluster.syncer;

import vcluster.upload.SendResult;

/** Sends request bodies. */
@FunctionalInterface
public interface Outlet {
  /**
   * Sends a body once and waits a few seconds for the answer; an interruption ends the wait.
   *
   * @param key the {@code Idempotency-Key}, a UUID; a body keeps it in every attempt
   */
  SendResult send(String key, String body);

  /** Whether anything may be sent; asked before each upload. Once closed, it stays closed. */
  default boolean isOpen() {
    return true;
  }
}
