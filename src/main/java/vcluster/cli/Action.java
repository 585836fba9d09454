package vcluster.cli;

import picocli.CommandLine.ParameterException;
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

  /**
   * Finds the usage errors that the parser can't see; does nothing else.
   *
   * @throws ParameterException if there is one
   */
  default void check(Invocation invocation) {}
}
