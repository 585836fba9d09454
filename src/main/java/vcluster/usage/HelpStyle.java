package vcluster.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The layout of the help of a program and of all its commands. */
public final class HelpStyle {
  /** Where the vCluster documentation describes telemetry. */
  public static final String DOCUMENTATION =
      "https://www.vcluster.com/docs/advanced-topics/telemetry";

  private static final String CLOSING = "closing";

  private HelpStyle() {}

  /**
   * Lays out the help, as wide as the terminal; 80 columns and without colours elsewhere.
   *
   * @param variables the environment variables that the program reads, and what each is for
   * @param environment where <a href="https://no-color.org">NO_COLOR</a> and TERM are looked up
   * @param terminal whether standard output is one
   */
  public static void apply(
      CommandLine program,
      Map<String, String> variables,
      Map<String, String> environment,
      boolean terminal) {
    layOut(program.getCommandSpec());
    program.setUsageHelpAutoWidth(terminal);
    program.setColorScheme(Help.defaultColorScheme(ansi(environment, terminal)));
    UsageMessageSpec usage = program.getCommandSpec().usageMessage();
    List<String> sections = new ArrayList<>(usage.sectionKeys());
    sections.add(CLOSING);
    usage.sectionKeys(sections);
    usage.sectionMap().put(CLOSING, help -> closing(help, variables));
  }

  /**
   * Finds a command by its words, such as {@code telemetry disable}.
   *
   * @throws UnmatchedArgumentException at the first word that is no command
   */
  public static CommandLine find(CommandLine program, List<String> words) {
    CommandLine command = program;
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new UnmatchedArgumentException(command, List.of(word));
      }
      command = below;
    }
    return command;
  }

  /** The variables that every program reads that sends telemetry. */
  public static Map<String, String> telemetryVariables(String endpoint) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DO_NOT_TRACK", "Turn telemetry off, unless empty, 0 or false");
    variables.put("VCLUSTER_TELEMETRY_DISABLED", "Turn telemetry off, unless empty, 0 or false");
    variables.put("VCLUSTER_TELEMETRY_CONFIG", "Settings as JSON; {\"disabled\":true} is off");
    variables.put(endpoint, "The URL to send telemetry to");
    variables.put("HTTPS_PROXY, NO_PROXY", "The proxy to use, and hosts to reach without it");
    variables.put("SSL_CERT_FILE", "PEM file with more certificates to trust");
    return variables;
  }

  /** The option {@code --help}. */
  public static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help").build();
  }

  /** The option {@code --version}. */
  public static OptionSpec versionOption() {
    return OptionSpec.builder("-v", "--version")
        .versionHelp(true)
        .description("Show the version")
        .build();
  }

  private static void layOut(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    boolean arguments = spec.positionalParameters().stream().anyMatch(it -> !it.hidden());
    usage
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .descriptionHeading(usage.description().length == 0 ? "" : "%n")
        .parameterListHeading(arguments ? "%nArguments:%n" : "")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    if (usage.header().length == 1) {
      usage.header(usage.header()[0], "");
    }
    spec.subcommands().values().forEach(command -> layOut(command.getCommandSpec()));
  }

  private static String closing(Help help, Map<String, String> variables) {
    return help.createHeading("%nEnvironment:%n")
        + help.createTextTable(variables)
        + help.createHeading("%nExit codes: 0 done, 1 failed, 2 usage.%n")
        + help.createHeading("Documentation: " + DOCUMENTATION + "%n");
  }

  private static Ansi ansi(Map<String, String> environment, boolean terminal) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return terminal && !plain ? Ansi.ON : Ansi.OFF;
  }
}
