package vcluster.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param words as they were typed
 * @param levels what was parsed at each level of the command path, the program first; with a
 *     mistake, what was parsed before it
 * @param mistake the first thing that is wrong with the line
 * @param action what the line asks for, if nothing is wrong with it
 */
public record ParsedLine(
    List<String> words,
    List<ParseResult> levels,
    Optional<ParameterException> mistake,
    Action action) {

  private ParsedLine(
      String[] words, List<ParseResult> levels, Optional<ParameterException> mistake) {
    this(List.of(words), List.copyOf(levels), mistake, action(levels));
  }

  /** Parses the words behind the program's name. */
  public static ParsedLine parse(String... words) {
    ParsedLine line = parse(CommandTree.createFor(words), words);
    return line.tellsOfOtherCommands() ? parse(CommandTree.create(), words) : line;
  }

  static ParsedLine parse(CommandLine program, String... words) {
    try {
      List<ParseResult> levels = new ArrayList<>();
      levels.add(program.parseArgs(words));
      while (last(levels).hasSubcommand()) {
        levels.add(last(levels).subcommand());
      }
      return new ParsedLine(words, levels, unmatched(levels));
    } catch (ParameterException e) {
      List<ParseResult> levels = levelsAbove(e.getCommandLine());
      // An argument that is missing may be one that an unknown word before it kept from being read.
      return new ParsedLine(words, levels, unmatched(levels).or(() -> Optional.of(e)));
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

  /** Whether its command refuses what the parser can't see. */
  public boolean isRefused(Surroundings surroundings) {
    try {
      action.check(new Invocation(surroundings, levels));
      return false;
    } catch (ParameterException e) {
      return true;
    }
  }

  /** Whether this line leaves an event (docs/protocol.md#what-is-recorded). */
  public boolean isRecorded() {
    return !asksForHelp()
        && switch (command().recording()) {
          case NEVER -> false;
          case ONLY_MISTAKES -> mistake.isPresent() && !mayOptOut();
          case WITHOUT_UPLOAD, WITH_UPLOAD -> command() != Command.ENABLE || !mayOptOut();
        };
  }

  /** Whether somebody may have meant to turn telemetry off, and did not. */
  private boolean mayOptOut() {
    return mistake.isPresent() && new Unparsed(words).mayOptOut();
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

  /**
   * The values of {@code --config} that may be meant, the empty one for the default; with a mistake
   * on the line there may be several, and none if it can't be told.
   */
  Set<String> configs() {
    String parsed = null;
    for (ParseResult level : levels) {
      parsed = level.matchedOptionValue(Options.CONFIG, parsed);
    }
    Set<String> configs = new LinkedHashSet<>();
    configs.add(parsed == null ? "" : parsed);
    if (mistake.isPresent()) {
      Optional<Set<String>> more = new Unparsed(words).configs();
      if (more.isEmpty()) {
        return Set.of();
      }
      configs.addAll(more.get());
    }
    return configs;
  }

  /** Whether nothing but results and errors may be printed. */
  boolean maySilence() {
    return mistake.isPresent() && new Unparsed(words).maySilence();
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
