package vcluster.syncer;

import vcluster.upload.SendResult;

/** Where bodies go. */
@FunctionalInterface
public interface Outlet {
  /**
   * Sends the body, once, and waits for the answer, a few seconds at most; an interruption ends the
   * wait.
   */
  SendResult send(FrozenBody body);

  /**
   * Whether anything may be sent; asked before each upload. Once it may not, it never may again.
   */
  default boolean isOpen() {
    return true;
  }
}
