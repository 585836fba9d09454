package vcluster.cli;

import vcluster.event.CommandException;

/** What a command does. */
@FunctionalInterface
public interface Action {
  /**
   * Runs the command and returns the exit code.
   *
   * @throws CommandException if it failed; the exit code is then the exception's
   */
  int run(Invocation invocation) throws CommandException;
}
