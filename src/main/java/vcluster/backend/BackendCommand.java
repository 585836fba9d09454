package vcluster.backend;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import vcluster.backend.store.Role;
import vcluster.server.ServerCommandLine;
import vcluster.server.ServerException;

/** The program's commands, and where their options have their defaults from. */
@Command(
    name = "vcluster-backend",
    header = "Receive telemetry from vCluster command lines and syncers, and store it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vcluster-backend serve                (an embedded database, for trial)",
      "  vcluster-backend demo                 (invented data, to look at)",
      "  vcluster-backend serve --db jdbc:postgresql://localhost/telemetry",
      "  vcluster-backend stats -o json"
    })
final class BackendCommand implements Runnable {
  private static final String CONFIG = "--config";

  @Spec private CommandSpec spec = CommandSpec.create();

  private BackendCommand() {}

  /** Runs a command and returns the exit code: 0 done, 1 failed, 2 usage. */
  static int execute(BackendContext context, String... words) {
    CommandLine program = new CommandLine(new BackendCommand());
    try {
      Settings settings = Settings.of(context.environment(), config(context, words));
      addCommands(program, context, settings);
      settings.check(settingNames(program));
    } catch (ServerException e) {
      return ServerCommandLine.fail(program, e);
    }
    program.setOut(context.out());
    ServerCommandLine.complete(
        program, context.version(), variables(), context.environment(), context.outIsTerminal());
    return program.execute(words);
  }

  private static void addCommands(CommandLine program, BackendContext context, Settings settings) {
    program.addSubcommand(new ServeCommand(context, settings));
    new DatabaseCommands(context, settings).all().forEach(program::addSubcommand);
    program.addSubcommand(new DemoCommand(context));
    program.addSubcommand(new ReportCommand(context, settings));
    program.addSubcommand(new DashboardCommand(context, settings));
    program.addSubcommand(new RolesCommand(context));
    program.addSubcommand(new KeyCommand(context));
    program.getCommandSpec().addOption(configOption());
    for (CommandLine command : program.getSubcommands().values()) {
      command.setDefaultValueProvider(argument -> defaultOf(argument, settings));
      command.getCommandSpec().addOption(configOption());
    }
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(
        "VCLUSTER_BACKEND_RATE_LIMIT", "--rate-limit, and so on: each option has a variable");
    variables.put(
        "VCLUSTER_BACKEND_INGEST_USER, _PASSWORD",
        "Database account of the role ingest; likewise for owner, report, erase and maintain");
    variables.put("VCLUSTER_BACKEND_HASH_KEY", "Key that ids are hashed with");
    variables.put("VCLUSTER_BACKEND_DASHBOARD_TOKEN", "What a proxy before the dashboard sends");
    variables.put("JAVA_HOME", "The Java to run on, 17 or newer");
    return variables;
  }

  /** Declared for the parser and the help; {@link #config} reads it first, for the defaults. */
  private static OptionSpec configOption() {
    return OptionSpec.builder(CONFIG)
        .paramLabel("FILE")
        .type(Path.class)
        .description("Properties file with options (rate-limit=100) and passwords")
        .build();
  }

  /** What the properties file may hold: the options of all commands, and the secrets. */
  private static Set<String> settingNames(CommandLine program) {
    Set<String> names = new HashSet<>(Set.of(DatabaseServer.HASH_KEY, DashboardCommand.TOKEN));
    for (Role role : Role.values()) {
      names.addAll(List.of(role.settingName() + ".user", role.settingName() + ".password"));
    }
    for (CommandLine command : program.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        names.add(option.longestName().substring(2));
      }
    }
    names.remove(CONFIG.substring(2));
    return names;
  }

  private static @Nullable String defaultOf(ArgSpec argument, Settings settings) {
    return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
        ? settings.get(option.longestName().substring(2)).orElse(null)
        : null;
  }

  private static Optional<Path> config(BackendContext context, String[] words) {
    String variable = context.environment().getOrDefault("VCLUSTER_BACKEND_CONFIG", "");
    Optional<String> file = variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    for (int i = words.length - 1; i >= 0; i--) {
      if (words[i].startsWith(CONFIG + "=")) {
        file = Optional.of(words[i].substring(CONFIG.length() + 1));
      } else if (words[i].equals(CONFIG) && i + 1 < words.length) {
        file = Optional.of(words[i + 1]);
      }
    }
    return file.map(context.directory()::resolve);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
