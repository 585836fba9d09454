package vcluster.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;
import vcluster.config.NoHomeException;
import vcluster.config.UserFiles;
import vcluster.event.Failure;

/**
 * One run of one command.
 *
 * @param levels what was parsed at each level of the command path, the program first
 */
public record Invocation(Surroundings surroundings, List<ParseResult> levels) {

  /** What was parsed for the command itself. */
  public ParseResult line() {
    return levels.get(levels.size() - 1);
  }

  /** Whether a global flag was given, at any level. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(option(name, Boolean.FALSE));
  }

  /** The value of a global option, the last one given; else {@code otherwise}. */
  public <T> T option(String name, T otherwise) {
    T value = otherwise;
    for (ParseResult level : levels) {
      value = level.matchedOptionValue(name, value);
    }
    return value;
  }

  /** The user's files, {@code --config} minded. */
  public UserFiles files() throws CommandException {
    try {
      return UserFiles.locate(
          surroundings.environment(),
          surroundings.accountHome(),
          surroundings.workingDirectory(),
          option("--config", ""));
    } catch (NoHomeException e) {
      throw new CommandException(Failure.CONFIG, String.valueOf(e.getMessage()));
    }
  }

  /** Prints a line on standard output, unless {@code --silent} was given. */
  public void say(String line) {
    if (!flag("--silent")) {
      surroundings.out().println(line);
    }
  }

  /** Prints a line on standard error, unless {@code --silent} was given. */
  public void warn(String line) {
    if (!flag("--silent")) {
      surroundings.err().println(line);
    }
  }
}
