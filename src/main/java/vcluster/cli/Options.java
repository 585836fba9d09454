package vcluster.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The options that more than one command has, and how options and arguments are made here. */
final class Options {
  private static final List<String> LOG_OUTPUTS = List.of("plain", "raw", "json");

  private Options() {}

  /**
   * Adds the original's global options, which every command takes at every place
   * (docs/protocol.md#command-line-compatibility), as far as the command has not listed them
   * itself; below the program itself the help does not list them again.
   */
  static void addGlobal(CommandSpec spec, boolean hidden) {
    if (!spec.optionsMap().containsKey("--config")) {
      addGeneral(spec, hidden);
    }
    if (!spec.optionsMap().containsKey("--context")) {
      addKube(spec, hidden);
    }
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help").build());
    }
  }

  private static void addGeneral(CommandSpec spec, boolean hidden) {
    spec.addOption(
        value("FILE", "Config file to use (default: ~/.vcluster/config.json)", "--config")
            .hidden(hidden)
            .build());
    spec.addOption(flag("Print debug output", "--debug").hidden(hidden).build());
    spec.addOption(flag("Print only results and errors", "-s", "--silent").hidden(hidden).build());
    spec.addOption(
        value(
                "FORMAT",
                "plain, raw or json; has no effect, kept for existing scripts",
                "--log-output")
            .completionCandidates(LOG_OUTPUTS)
            .hidden(hidden)
            .build());
  }

  /** Those that say where in which cluster. */
  static void addKube(CommandSpec spec, boolean hidden) {
    spec.addOption(value("NAME", "Kube context to use", "--context").hidden(hidden).build());
    spec.addOption(
        value("NAMESPACE", "Kubernetes namespace to use", "-n", "--namespace")
            .hidden(hidden)
            .build());
  }

  /** Those that say which chart. */
  static void addChart(CommandSpec spec) {
    spec.addOption(value("VERSION", "Chart version (default: newest)", "--chart-version").build());
    spec.addOption(
        value("URL", "Chart repository (default: https://charts.loft.sh)", "--chart-repo").build());
    spec.addOption(value("CHART", "Chart name (default: vcluster)", "--chart-name").build());
    spec.addOption(
        value("DIR", "Folder of a local chart to use instead", "--local-chart-dir").build());
  }

  /** {@code -o}, one of some formats. */
  static OptionSpec output(String... names) {
    List<String> formats = List.of(names);
    return value("FORMAT", "Output format: " + String.join(" or ", formats), "-o", "--output")
        .completionCandidates(formats)
        .converters(text -> oneOf(formats, text))
        .build();
  }

  /** An option without a value, though {@code --name=false} is understood. */
  static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0..1")
        .fallbackValue("true")
        .hideParamSyntax(true)
        .paramLabel("")
        .description(description);
  }

  static OptionSpec.Builder value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description);
  }

  /** An option that may be given several times, with a value each time. */
  static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An argument that has to be given. */
  static PositionalParamSpec word(String label, String description) {
    return required(label, description).build();
  }

  /** An argument that has to be one of {@code words}. */
  static PositionalParamSpec choice(String label, String description, List<String> words) {
    return required(label, description)
        .completionCandidates(words)
        .converters(text -> oneOf(words, text))
        .build();
  }

  private static PositionalParamSpec.Builder required(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .required(true)
        .type(String.class)
        .paramLabel(label)
        .description(description);
  }

  /** Any number of arguments. */
  static PositionalParamSpec.Builder words(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
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
