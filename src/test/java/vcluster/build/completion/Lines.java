package vcluster.build.completion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.cli.CommandTree;

/** Command lines up to the cursor, and the words that every shell has to offer there. */
final class Lines {
  private static final Path FOLDER = Path.of("src/test/resources/vcluster/completion");

  private Lines() {}

  static Map<String, List<String>> ofToday() throws IOException {
    return read("today.lines");
  }

  /** Lines for the program with a command that it may have one day. */
  static Map<String, List<String>> ofTomorrow() throws IOException {
    return read("tomorrow.lines");
  }

  private static Map<String, List<String>> read(String file) throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    for (String row : Files.readAllLines(FOLDER.resolve(file))) {
      int bar = row.indexOf('|');
      lines.put(row.substring(0, bar), words(row.substring(bar + 1)).sorted().toList());
    }
    return lines;
  }

  /** Words separated by commas; {@code *} stands for all commands below the one behind it. */
  private static Stream<String> words(String words) {
    CommandLine program = CommandTree.create();
    return switch (words) {
      case "" -> Stream.of();
      case "*" -> visible(program);
      case "*telemetry" -> visible(program.getSubcommands().get("telemetry"));
      default -> Stream.of(words.split(","));
    };
  }

  private static Stream<String> visible(CommandLine group) {
    return group.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .map(CommandLine::getCommandName);
  }

  /** The program with a command that it may have one day. */
  static CommandLine tomorrow() {
    CommandLine program = CommandTree.create();
    CommandSpec connect = globals(CommandSpec.create(), program);
    connect.addPositional(positional("NAME", "0", String.class));
    connect.addOption(value("K=V", "--set").type(List.class).auxiliaryTypes(String.class).build());
    connect.addOption(value("FILE", "-f", "--values").type(List.class).build());
    connect.addOption(value("DIR", "--charts").build());
    connect.addOption(value("D", "--distro").completionCandidates(List.of("k3s", "k8s")).build());
    connect.addOption(OptionSpec.builder("--upgrade").type(boolean.class).build());
    connect.addOption(value("S", "--secret").hidden(true).build());
    CommandSpec run = globals(CommandSpec.create(), program);
    run.addPositional(positional("NAME", "0", String.class));
    run.addPositional(positional("COMMAND", "1..*", List.class));
    CommandSpec secret = CommandSpec.create();
    secret.usageMessage().hidden(true);
    return program
        .addSubcommand("connect", connect)
        .addSubcommand("run", run)
        .addSubcommand("secret", secret);
  }

  private static CommandSpec globals(CommandSpec spec, CommandLine program) {
    for (OptionSpec option : program.getSubcommands().get("version").getCommandSpec().options()) {
      spec.addOption(OptionSpec.builder(option).build());
    }
    return spec;
  }

  private static OptionSpec.Builder value(String label, String... names) {
    return OptionSpec.builder(names).type(String.class).arity("1").paramLabel(label);
  }

  private static PositionalParamSpec positional(String label, String index, Class<?> type) {
    return PositionalParamSpec.builder().paramLabel(label).index(index).type(type).build();
  }
}
