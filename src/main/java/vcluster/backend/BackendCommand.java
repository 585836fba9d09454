package vcluster.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tree of commands. */
@Command(
    name = "vcluster-backend",
    description = "Takes in what vcluster and its syncers send, and keeps it in a database.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vcluster-backend serve                (an embedded database, for trial)",
      "  vcluster-backend serve --db jdbc:postgresql://localhost/telemetry",
      "  vcluster-backend stats -o json",
      "",
      "Each option can be given in the environment (--rate-limit: VCLUSTER_BACKEND_RATE_LIMIT)",
      "or in a properties file (rate-limit=...). Passwords are taken from there alone."
    })
final class BackendCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BackendCommand.class);
  private static final String CONFIG = "--config";

  @Spec private CommandSpec spec = CommandSpec.create();

  private BackendCommand() {}

  /** Runs a command to its end, and returns the exit code. */
  static int execute(BackendContext surroundings, String... words) {
    try {
      Settings settings = Settings.of(surroundings.environment(), config(surroundings, words));
      return line(surroundings, settings).execute(words);
    } catch (BackendException e) {
      return failed(e);
    }
  }

  private static CommandLine line(BackendContext surroundings, Settings settings) {
    CommandLine line = new CommandLine(new BackendCommand());
    line.addSubcommand(new ServeCommand(surroundings, settings));
    line.addSubcommand(new MigrateCommand(surroundings, settings));
    line.addSubcommand(new EraseCommand(surroundings, settings));
    line.addSubcommand(new StatsCommand(surroundings, settings));
    line.addSubcommand(new KeyCommand(surroundings));
    line.getCommandSpec().addOption(configOption());
    for (CommandLine command : line.getSubcommands().values()) {
      command.setDefaultValueProvider(argument -> defaultOf(argument, settings));
      command.getCommandSpec().addOption(configOption());
    }
    line.getCommandSpec().version("vcluster-backend version " + surroundings.version());
    line.setUsageHelpWidth(100);
    line.setOut(surroundings.out());
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    return line;
  }

  /** Read before all others, for it holds their defaults: the parser has only to know it. */
  private static OptionSpec configOption() {
    return OptionSpec.builder(CONFIG)
        .paramLabel("FILE")
        .type(Path.class)
        .description("A properties file with options and passwords.")
        .build();
  }

  private static @Nullable String defaultOf(ArgSpec argument, Settings settings) {
    return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
        ? settings.get(option.longestName().substring(2)).orElse(null)
        : null;
  }

  private static Optional<Path> config(BackendContext surroundings, String[] words) {
    List<String> line = List.of(words);
    for (int i = 0; i < line.size(); i++) {
      if (line.get(i).startsWith(CONFIG + "=")) {
        return Optional.of(resolve(surroundings, line.get(i).substring(CONFIG.length() + 1)));
      }
      if (line.get(i).equals(CONFIG) && i + 1 < line.size()) {
        return Optional.of(resolve(surroundings, line.get(i + 1)));
      }
    }
    String variable = surroundings.environment().getOrDefault("VCLUSTER_BACKEND_CONFIG", "");
    return variable.isEmpty() ? Optional.empty() : Optional.of(resolve(surroundings, variable));
  }

  private static Path resolve(BackendContext surroundings, String file) {
    return surroundings.directory().resolve(file);
  }

  private static int failed(Exception e) {
    if (e instanceof BackendException) {
      LOG.error(e.getMessage());
    } else {
      LOG.error("A fault of the program.", e);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
