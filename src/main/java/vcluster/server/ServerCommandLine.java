package vcluster.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import vcluster.usage.HelpStyle;
import vcluster.usage.PlainText;
import vcluster.usage.StandardOutput;
import vcluster.usage.UsageError;

/** The command line of a server program: help, version and errors look as in every program. */
public final class ServerCommandLine {
  private ServerCommandLine() {}

  /**
   * Completes a program that has all its own commands.
   *
   * @param variables the environment variables that the program reads, and what each is for
   * @param environment where NO_COLOR and TERM are looked up
   * @param terminal whether standard output is one
   */
  public static void complete(
      CommandLine program,
      String version,
      Map<String, String> variables,
      Map<String, String> environment,
      boolean terminal) {
    program.addSubcommand(new VersionCommand());
    program.addSubcommand(new HelpCommand());
    for (CommandLine command : program.getSubcommands().values()) {
      command.getCommandSpec().addOption(HelpStyle.helpOption());
    }
    program.getCommandSpec().addOption(HelpStyle.helpOption());
    program.getCommandSpec().addOption(HelpStyle.versionOption());
    String number = version.isEmpty() ? "unknown" : version;
    program.getCommandSpec().version(program.getCommandName() + " version " + number);
    // No @-files: what is in one could come into a message.
    program.setExpandAtFiles(false);
    program.setParameterExceptionHandler((e, words) -> explain(e));
    program.setExecutionExceptionHandler((e, command, parsed) -> fail(program, e));
    program.setExecutionStrategy(parsed -> runAndFlush(program, parsed));
    HelpStyle.apply(program, variables, environment, terminal);
  }

  /** Prints why a program failed, and returns its exit code. */
  public static int fail(CommandLine program, Exception e) {
    if (e instanceof ServerException) {
      return fail(program, String.valueOf(e.getMessage()));
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    return fail(program, "internal error: " + trace);
  }

  private static int fail(CommandLine program, String message) {
    // Line by line: what it quotes must not control the terminal.
    String named = program.getCommandName() + ": " + message.replace("\t", "  ");
    named.lines().map(PlainText::of).forEach(program.getErr()::println);
    program.getErr().flush();
    return ExitCode.SOFTWARE;
  }

  private static int runAndFlush(CommandLine program, ParseResult parsed) {
    int exitCode = new RunLast().execute(parsed);
    if (exitCode != ExitCode.OK || !program.getOut().checkError()) {
      return exitCode;
    }
    return StandardOutput.isPipe()
        ? StandardOutput.READER_GONE
        : fail(program, StandardOutput.NOT_WRITTEN);
  }

  private static int explain(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(UsageError.describe(e));
    err.flush();
    return ExitCode.USAGE;
  }

  @Command(name = "version", header = "Print the version.", helpCommand = true)
  private static final class VersionCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      CommandLine program = spec.root().commandLine();
      program.printVersionHelp(program.getOut());
    }
  }

  @Command(name = "help", header = "Show the help of a command.", helpCommand = true)
  private static final class HelpCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", description = "The command")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
      CommandLine program = spec.root().commandLine();
      HelpStyle.find(program, words).usage(program.getOut());
    }
  }
}
