package vcluster.cli;

import vcluster.event.Failure;

/** A command failed; the message says what is wrong, where, and what to do. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;

  /** A failure with the message for the user and the word for the event. */
  public CommandException(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
