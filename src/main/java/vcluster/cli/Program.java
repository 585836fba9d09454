package vcluster.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.usage.PlainText;
import vcluster.usage.StandardOutput;
import vcluster.usage.UsageError;

/** One run of the program: parse, do, record. */
record Program(Surroundings surroundings) {
  /** How a command ended; {@code failure} is null if it did what it was asked to do. */
  private record Outcome(int exitCode, @Nullable Failure failure) {}

  /** Runs a command line and returns the exit code: 0 done, 1 failed, 2 usage. */
  int run(String... words) {
    try {
      ParsedLine line = ParsedLine.parse(words);
      return run(line, new Invocation(surroundings, line.levels()));
    } catch (Throwable e) {
      return failed(e, false).exitCode();
    }
  }

  private int run(ParsedLine line, Invocation invocation) {
    Outcome outcome = outcome(line, invocation);
    surroundings.out().flush();
    if (outcome.exitCode() == 0 && surroundings.out().checkError()) {
      outcome = notWritten();
    }
    if (line.isRecorded()) {
      new AfterCommand(line, invocation, surroundings).emit(outcome.failure());
    }
    return outcome.exitCode();
  }

  /** That a reader has seen enough is no failure. */
  private Outcome notWritten() {
    if (StandardOutput.isPipe()) {
      return new Outcome(StandardOutput.READER_GONE, null);
    }
    surroundings.err().println("vcluster: " + StandardOutput.NOT_WRITTEN);
    return new Outcome(1, Failure.INTERNAL);
  }

  private Outcome outcome(ParsedLine line, Invocation invocation) {
    PrintStream err = surroundings.err();
    try {
      if (line.mistake().isPresent() && !line.asksForHelp()) {
        throw line.mistake().get();
      }
      return new Outcome(line.action().run(invocation), null);
    } catch (ParameterException e) {
      err.println(UsageError.describe(Original.explain(e)));
      return new Outcome(2, Failure.USAGE);
    } catch (CommandException e) {
      err.println("vcluster: " + PlainText.of(String.valueOf(e.getMessage())));
      return new Outcome(e.exitCode(), e.failure());
    } catch (RuntimeException | Error e) {
      return failed(e, invocation.flag("--debug"));
    }
  }

  private Outcome failed(Throwable e, boolean debug) {
    String advice =
        e instanceof Error
            ? "there may be too little memory, or too few open files (ulimit -n)"
            : "run with --debug for details";
    surroundings
        .err()
        .println("vcluster: internal error (" + PlainText.of(e.toString()) + "); " + advice);
    if (debug) {
      e.printStackTrace(surroundings.err());
    }
    return new Outcome(1, Failure.INTERNAL);
  }
}
