package vcluster.upload;

import vcluster.outbox.RetryNote;

/**
 * When the next attempt may begin, by the same policy as the outbox's, for a process that lives on
 * and keeps its note in memory. For one thread.
 */
public final class BackoffState {
  private final Backoff backoff;
  private RetryNote note = RetryNote.none();

  /** Nothing has failed yet. */
  public BackoffState(Backoff backoff) {
    this.backoff = backoff;
  }

  /** An attempt has failed at {@code now}, Unix seconds. */
  public void failed(SendResult.Unavailable answer, long now) {
    note = backoff.after(note, answer.retryAfterSeconds(), now);
  }

  /** The server has taken or refused what was sent: what comes next is not held up. */
  public void settled() {
    note = RetryNote.none();
  }

  /** Whether the last attempt failed. */
  public boolean failing() {
    return note.failures() > 0;
  }

  /** Unix seconds; in the past if an attempt may begin now. */
  public long notBefore(long now) {
    return note.notBefore(now);
  }

  /** The same, our own backoff aside: what the server asked for is not ignored in any hurry. */
  public long serverNotBefore(long now) {
    return note.serverNotBefore(now);
  }
}
