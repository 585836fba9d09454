package vcluster.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vcluster.cli.Command.Recording;
import vcluster.event.CommandWords;
import vcluster.event.Event;
import vcluster.event.Failure;

/**
 * A command line after parsing.
 *
 * @param levels what was parsed at each level of the command path, the program first; with a
 *     mistake, what was parsed before it
 * @param mistake the first thing that is wrong with the line
 * @param action what the line asks for, if nothing is wrong with it
 */
public record ParsedLine(
    List<ParseResult> levels, Optional<ParameterException> mistake, Action action) {

  private ParsedLine(List<ParseResult> levels, Optional<ParameterException> mistake) {
    this(List.copyOf(levels), mistake, action(levels));
  }

  /** Parses the words behind the program's name. */
  public static ParsedLine parse(String... words) {
    ParsedLine line = parse(CommandTree.createFor(words), words);
    return line.tellsOfOtherCommands() ? parse(CommandTree.create(), words) : line;
  }

  static ParsedLine parse(CommandLine program, String... words) {
    program.setAllowOptionsAsOptionParameters(attachesAnOption(words));
    try {
      List<ParseResult> levels = new ArrayList<>();
      levels.add(program.parseArgs(words));
      while (last(levels).hasSubcommand()) {
        levels.add(last(levels).subcommand());
      }
      return new ParsedLine(levels, unmatched(levels));
    } catch (ParameterException e) {
      List<ParseResult> levels = levelsAbove(e.getCommandLine());
      // An argument that is missing may be one that an unknown word before it kept from being read.
      return new ParsedLine(levels, unmatched(levels).or(() -> Optional.of(e)));
    }
  }

  /** The command that the line names. */
  Command command() {
    return command(levels);
  }

  /** Whether help or the version was asked for instead of a run. */
  public boolean asksForHelp() {
    return asksForVersion(levels) || asksForUsage(levels);
  }

  /** Whether this line leaves an event (docs/protocol.md#what-is-recorded). */
  public boolean isRecorded() {
    return !asksForHelp()
        && switch (command().recording()) {
          case NEVER -> false;
          case ONLY_MISTAKES -> mistake.isPresent();
          case WITHOUT_UPLOAD, WITH_UPLOAD -> true;
        };
  }

  /** Whether this line may start an upload. */
  boolean mayUpload() {
    return command().recording() != Recording.WITHOUT_UPLOAD;
  }

  /** The event of this line, run now (docs/protocol.md#what-is-recorded). */
  public Event event(Surroundings surroundings, @Nullable Failure failure) {
    long now = surroundings.now();
    return new Event(
        now, surroundings.version(), CommandWords.of(levels), failure, surroundings.zone(now));
  }

  /** Whether the answer lists or suggests commands that the line does not name. */
  private boolean tellsOfOtherCommands() {
    return mistake.isPresent() || action instanceof HelpCommand;
  }

  private static Action action(List<ParseResult> levels) {
    if (asksForVersion(levels)) {
      return new VersionCommand();
    }
    return asksForUsage(levels) ? new HelpCommand() : command(levels).action();
  }

  private static boolean asksForVersion(List<ParseResult> levels) {
    return levels.get(0).isVersionHelpRequested();
  }

  private static boolean asksForUsage(List<ParseResult> levels) {
    for (ParseResult level : levels) {
      if (level.isUsageHelpRequested()) {
        return true;
      }
    }
    return false;
  }

  private static Command command(List<ParseResult> levels) {
    return CommandTree.command(last(levels).commandSpec());
  }

  private static ParseResult last(List<ParseResult> levels) {
    return levels.get(levels.size() - 1);
  }

  /** Whether a value that looks like an option is attached, as in {@code --set=-n=1}. */
  private static boolean attachesAnOption(String... words) {
    for (String word : words) {
      boolean option = word.startsWith("-") && word.length() > 2;
      if (option && (word.contains("=-") || (word.charAt(1) != '-' && word.indexOf('-', 2) > 0))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<ParameterException> unmatched(List<ParseResult> levels) {
    for (ParseResult level : levels) {
      if (!level.unmatched().isEmpty()) {
        CommandLine command = level.commandSpec().commandLine();
        return Optional.of(new UnmatchedArgumentException(command, level.unmatched()));
      }
    }
    return Optional.empty();
  }

  private static List<ParseResult> levelsAbove(CommandLine failed) {
    List<ParseResult> levels = new ArrayList<>();
    for (CommandLine at = failed; at != null; at = at.getParent()) {
      levels.add(0, at.getParseResult());
    }
    return levels;
  }
}
