package vcluster.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.usage.PlainText;
import vcluster.usage.UsageError;

/** One run of the program: parse, do, record. */
record Program(Surroundings surroundings) {
  /** How a command ended; {@code failure} is null if it did what it was asked to do. */
  private record Outcome(int exitCode, @Nullable Failure failure) {}

  /** Runs a command line and returns the exit code: 0 done, 1 failed, 2 usage. */
  int run(String... words) {
    ParsedLine line = ParsedLine.parse(words);
    Invocation invocation = new Invocation(surroundings, line.levels());
    Outcome outcome = outcome(line, invocation);
    surroundings.out().flush();
    boolean written = !surroundings.out().checkError();
    if (line.isRecorded()) {
      new AfterCommand(line, invocation, surroundings).emit(outcome.failure());
    }
    if (!written && outcome.exitCode() == 0) {
      surroundings.err().println("vcluster: standard output could not be written");
      return 1;
    }
    return outcome.exitCode();
  }

  private Outcome outcome(ParsedLine line, Invocation invocation) {
    PrintStream err = surroundings.err();
    try {
      if (line.mistake().isPresent() && !line.asksForHelp()) {
        throw line.mistake().get();
      }
      return new Outcome(line.action().run(invocation), null);
    } catch (ParameterException e) {
      err.println(UsageError.describe(e));
      return new Outcome(2, Failure.USAGE);
    } catch (CommandException e) {
      err.println("vcluster: " + PlainText.of(String.valueOf(e.getMessage())));
      return new Outcome(e.exitCode(), e.failure());
    } catch (RuntimeException e) {
      err.println(
          "vcluster: internal error ("
              + PlainText.of(e.toString())
              + "); run with --debug for details");
      if (invocation.flag("--debug")) {
        e.printStackTrace(err);
      }
      return new Outcome(1, Failure.INTERNAL);
    }
  }
}
