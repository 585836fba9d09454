package vcluster.upload;

import vcluster.outbox.Batch;

/** Sends one batch, once. */
public interface Sender {
  /** Where it sends to, without anything secret. */
  String url();

  /**
   * Sends the batch and waits for the answer, a few seconds at most; a failure is an answer too.
   *
   * @param underWay run when the request is on the wire, or when it has failed before that; it may
   *     be run again later
   */
  SendResult send(Batch batch, Runnable underWay);

  /** Nothing more will be sent. */
  default void close() {}
}
