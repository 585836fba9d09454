package vcluster.event;

/**
 * A command failed; the message tells the user what is wrong, where, and what to do, and the
 * program ends with the exit code.
 */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final int exitCode;

  /** A failure with exit code 1. */
  public CommandException(Failure failure, String message) {
    this(failure, message, 1);
  }

  /** A failure with an exit code of its own, such as that of another program. */
  public CommandException(Failure failure, String message, int exitCode) {
    super(message);
    this.failure = failure;
    this.exitCode = exitCode;
  }

  /** The exit code, 1 to 255. */
  public int exitCode() {
    return exitCode;
  }

  /** What the event of the command says. */
  public Failure failure() {
    return failure;
  }
}
