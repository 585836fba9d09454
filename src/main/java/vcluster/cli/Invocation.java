package vcluster.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import vcluster.config.UserFiles;
import vcluster.consent.TelemetryConfig;
import vcluster.event.CommandException;
import vcluster.usage.PlainText;

/** One run of one command. */
public final class Invocation {
  private final Surroundings surroundings;
  private final List<ParseResult> levels;
  private @Nullable UserFiles files;
  private @Nullable TelemetryConfig telemetryConfig;

  /**
   * A run of what was parsed.
   *
   * @param levels what was parsed at each level of the command path, the program first
   */
  Invocation(Surroundings surroundings, List<ParseResult> levels) {
    this.surroundings = surroundings;
    this.levels = List.copyOf(levels);
  }

  /** What the process gives the command. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** What was parsed for the command itself. */
  public ParseResult line() {
    return levels.get(levels.size() - 1);
  }

  /** Whether a flag was given, at any level of the command path. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(option(name, Boolean.FALSE));
  }

  /** The value of an option, the last one given; {@code otherwise} if it was not given. */
  public <T> T option(String name, T otherwise) {
    T value = otherwise;
    for (ParseResult level : levels) {
      value = level.matchedOptionValue(name, value);
    }
    return value;
  }

  /** The value of a text option; {@code otherwise} if it was not given, or is empty. */
  public String text(String name, String otherwise) {
    String text = option(name, "");
    return text.isEmpty() ? otherwise : text;
  }

  /** A usage error that the parser can't see. */
  public ParameterException mistake(String message) {
    return new ParameterException(line().commandSpec().commandLine(), message);
  }

  /**
   * Where the user's files are, as {@code --config} has it.
   *
   * @throws CommandException if there is no home directory to look in
   */
  public UserFiles files() throws CommandException {
    if (files == null) {
      files = files(option(Options.CONFIG, ""));
    }
    return files;
  }

  private UserFiles files(String config) throws CommandException {
    return UserFiles.locate(
        surroundings.environment(),
        surroundings.accountHome(),
        surroundings.workingDirectory(),
        config);
  }

  /** What {@code VCLUSTER_TELEMETRY_CONFIG} says, parsed once. */
  public TelemetryConfig telemetryConfig() {
    if (telemetryConfig == null) {
      telemetryConfig = TelemetryConfig.of(surroundings.environment());
    }
    return telemetryConfig;
  }

  /**
   * Who is asked for consent.
   *
   * @throws CommandException if there is no home directory to look in
   */
  public CurrentConsent consent() throws CommandException {
    return new CurrentConsent(surroundings, files(), telemetryConfig());
  }

  /**
   * Who is asked for consent before a line is recorded: each file that {@code --config} may mean in
   * it, and all have to allow it; nobody if that can't be told.
   *
   * @param unnamed the file where the line names none; empty: the default
   * @throws CommandException if there is no home directory to look in
   */
  public List<CurrentConsent> consents(ParsedLine line, String unnamed) throws CommandException {
    List<CurrentConsent> consents = new ArrayList<>();
    for (String config : line.configs()) {
      UserFiles asked = files(config.isEmpty() ? unnamed : config);
      consents.add(new CurrentConsent(surroundings, asked, telemetryConfig()));
    }
    return consents;
  }

  /** Prints a line on standard output, unless {@code --silent} was given. */
  public void say(String line) {
    if (!flag("--silent")) {
      surroundings.out().println(PlainText.of(line));
    }
  }

  /** Prints a line on standard error, unless {@code --silent} was given. */
  public void warn(String line) {
    if (!flag("--silent")) {
      surroundings.err().println(PlainText.of(line));
    }
  }
}
