package vcluster.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;
import vcluster.usage.HelpStyle;

/** The options and arguments of the commands. */
final class Options {
  /** Names the file that keeps the choice. */
  static final String CONFIG = "--config";

  private static final List<String> LOG_OUTPUTS = List.of("plain", "raw", "json");
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish", "powershell");

  private Options() {}

  /**
   * Adds the original's global options, which every command takes at every place
   * (docs/protocol.md#command-line-compatibility); the help lists them once, at the program itself,
   * and those of the cluster also where they matter most.
   */
  static void addGlobal(CommandSpec spec, Command command) {
    boolean program = command == Command.VCLUSTER;
    add(
        spec,
        !program,
        value("FILE", "Config file (default: ~/.vcluster/config.json)", CONFIG),
        flag("Print debug output", "--debug"),
        flag("Print only results and errors", "-s", "--silent"),
        value(
                "FORMAT",
                "plain, raw or json; has no effect, kept for existing scripts",
                "--log-output")
            .completionCandidates(LOG_OUTPUTS));
    add(
        spec,
        !program && command != Command.CREATE,
        value("NAME", "Kube context to use", "--context"),
        value("NAMESPACE", "Kubernetes namespace to use", "-n", "--namespace"));
    spec.addOption(HelpStyle.helpOption());
    if (program) {
      spec.addOption(HelpStyle.versionOption());
    }
  }

  static void addCreate(CommandSpec spec) {
    spec.addPositional(argument("NAME", "Name of the virtual cluster").build());
    add(
        spec,
        false,
        flag("Change the virtual cluster if it already exists", "--upgrade"),
        value("VERSION", "Chart version (default: newest)", "--chart-version"),
        value("URL", "Chart repository (default: https://charts.loft.sh)", "--chart-repo"),
        value("CHART", "Chart name (default: vcluster)", "--chart-name"),
        value("DIR", "Folder of a local chart to use instead", "--local-chart-dir"),
        values("FILE", "Helm values file; may be repeated", "-f", "--values"),
        values("KEY=VALUE", "A single helm value; may be repeated", "--set"),
        flag(
            "Create the namespace if it is missing (default: true; charts 0.20 and later)",
            "--create-namespace"),
        value("FILE", "Kubeconfig to use", "--kubeconfig"),
        flag("Print the helm command and its values without running it", "--dry-run"),
        value("FILE", "helm binary (default: from PATH)", "--helm-binary"));
    add(spec, true, values("FILE", "", "--extra-values"), values("FILE", "", "--release-values"));
  }

  static void addValues(CommandSpec spec) {
    add(
        spec,
        false,
        value(
            "VERSION", "Chart version, for example 0.19.10 (default: newest)", "--chart-version"));
    addOutput(spec, "yaml", "json");
  }

  static void addCompletion(CommandSpec spec) {
    spec.addPositional(
        argument("SHELL", "bash, zsh, fish or powershell")
            .completionCandidates(SHELLS)
            .converters(text -> oneOf(SHELLS, text))
            .build());
    add(spec, false, flag("Leave out the descriptions", "--no-descriptions"));
  }

  /** {@code -o}, one of some formats. */
  static void addOutput(CommandSpec spec, String... names) {
    List<String> formats = List.of(names);
    String description =
        "Output format: %s (default: %s)".formatted(String.join(" or ", formats), names[0]);
    add(
        spec,
        false,
        value("FORMAT", description, "-o", "--output")
            .completionCandidates(formats)
            .converters(text -> oneOf(formats, text)));
  }

  /** Any number of arguments. */
  static void addWords(CommandSpec spec, boolean hidden, String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(description)
            .hidden(hidden)
            .build());
  }

  private static void add(CommandSpec spec, boolean hidden, OptionSpec.Builder... options) {
    for (OptionSpec.Builder option : options) {
      spec.addOption(option.hidden(hidden).build());
    }
  }

  /** An option without a value, though {@code --name=false} is understood. */
  static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .converters(Options::truth)
        .description(description);
  }

  /** What Go's {@code strconv.ParseBool} makes of a text, as the original does. */
  private static Boolean truth(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw new TypeConversionException("'" + text + "' is neither true nor false");
    };
  }

  static OptionSpec.Builder value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .preprocessor(AttachedValue.RULE)
        .paramLabel(label)
        .description(description);
  }

  /** An option that may be given several times, with a value each time. */
  private static OptionSpec.Builder values(String label, String description, String... names) {
    return value(label, description, names).type(List.class).auxiliaryTypes(String.class);
  }

  /** An argument that has to be given. */
  private static PositionalParamSpec.Builder argument(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .required(true)
        .type(String.class)
        .paramLabel(label)
        .description(description);
  }

  private static String oneOf(List<String> words, String text) {
    if (!words.contains(text)) {
      throw new TypeConversionException("must be one of: " + String.join(", ", words));
    }
    return text;
  }
}
