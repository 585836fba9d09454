package vcluster.cli;

import vcluster.event.Failure;

/** A command failed; the message says what is wrong, where, and what to do. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final int exitCode;

  /** A failure with the message for the user and the word for the event. */
  public CommandException(Failure failure, String message) {
    this(failure, message, 1);
  }

  /** The same with an exit code of its own, such as that of another program. */
  public CommandException(Failure failure, String message, int exitCode) {
    super(message);
    this.failure = failure;
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  Failure failure() {
    return failure;
  }
}
