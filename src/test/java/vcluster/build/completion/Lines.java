package vcluster.build.completion;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.cli.CommandTree;

/** Command lines up to the cursor, and the words that every shell has to offer there. */
final class Lines {
  static final List<String> TOP = subcommands(CommandTree.create());
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish", "powershell");
  private static final List<String> NOTHING = List.of();

  private final Map<String, List<String>> lines = new TreeMap<>();

  private Lines() {}

  /** Lines for the program as it is. */
  static Map<String, List<String>> ofToday() {
    Lines all = new Lines();
    all.commands();
    all.options();
    all.values();
    all.globalOptionsBeforeTheCommand();
    all.commandLinesWithinCommandLines();
    all.doubleDash();
    all.instances();
    return all.lines;
  }

  /** Lines for the program with a command that it may have one day. */
  static Map<String, List<String>> ofTomorrow() {
    Lines all = new Lines();
    all.offers("vcluster con", "connect");
    all.offers("vcluster connect ", NOTHING);
    all.offers("vcluster connect my --s", "--set", "--silent");
    all.offers("vcluster connect my --set a=b --se", "--set");
    all.offers("vcluster connect my --set a=b:c --set=d=e -n team --se", "--set");
    all.offers("vcluster connect my --set ", NOTHING);
    all.offers("vcluster connect my --set=a=", NOTHING);
    all.offers("vcluster connect my --values fi", "first.yaml");
    all.offers("vcluster connect my -f first.yaml --values=fi", "--values=first.yaml");
    all.offers("vcluster connect my --charts ", "folder");
    all.offers("vcluster connect my --charts=fo", "--charts=folder");
    all.offers("vcluster connect my --distro k", "k3s", "k8s");
    all.offers("vcluster connect my --upgrade --distro=k8", "--distro=k8s");
    all.offers("vcluster connect my --sec", NOTHING);
    all.offers("vcluster connect my other ", NOTHING);
    all.offers("vcluster run my telemetry st", "status");
    all.offers("vcluster run my -- telemetry st", "status");
    all.offers("vcluster sec", NOTHING);
    return all.lines;
  }

  private static List<String> subcommands(CommandLine command) {
    return List.copyOf(command.getSubcommands().keySet());
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

  private void commands() {
    offers("vcluster ", TOP);
    offers("vcluster tel", "telemetry");
    offers(
        "vcluster telemetry ", subcommands(CommandTree.create().getSubcommands().get("telemetry")));
    offers("vcluster telemetry pre", "preview");
    offers("vcluster version ", NOTHING);
    offers("vcluster nonsense ", NOTHING);
    offers("vcluster telemetry nonsense st", NOTHING);
    offers("vcluster telemetry telemetry ", NOTHING);
  }

  private void options() {
    offers("vcluster --ve", "--version");
    offers("vcluster telemetry --ve", NOTHING);
    offers("vcluster --deb", "--debug");
    offers("vcluster telemetry --deb", "--debug");
    offers("vcluster telemetry enable --deb", "--debug");
    offers("vcluster telemetry status --out", "--output");
    offers("vcluster telemetry status -o", "-o");
    offers("vcluster telemetry enable --out", NOTHING);
    offers("vcluster completion --no-", "--no-descriptions");
    offers("vcluster completion bash --no-", "--no-descriptions");
    offers(
        "vcluster telemetry status -",
        List.of(
            "-h",
            "--help",
            "-n",
            "--namespace",
            "-o",
            "--output",
            "-s",
            "--silent",
            "--config",
            "--context",
            "--debug",
            "--log-output"));
  }

  private void values() {
    offers("vcluster telemetry status -o ", "text", "json");
    offers("vcluster telemetry status -o j", "json");
    offers("vcluster telemetry status --output j", "json");
    offers("vcluster telemetry status --output=", "--output=text", "--output=json");
    offers("vcluster telemetry status --output=js", "--output=json");
    offers("vcluster telemetry status -oj", "-ojson");
    offers("vcluster telemetry status -soj", "-sojson");
    offers("vcluster telemetry status -o=j", "-o=json");
    offers("vcluster --log-output ", "plain", "raw", "json");
    offers("vcluster version --log-output=r", "--log-output=raw");
    offers("vcluster completion ", SHELLS);
    offers("vcluster completion --no-descriptions z", "zsh");
    offers("vcluster completion bash ", NOTHING);
    offers("vcluster --config ", "first.yaml", "name with blanks.yaml", "folder");
    offers("vcluster --config=fi", "--config=first.yaml");
    offers("vcluster telemetry enable --config fo", "folder");
    offers("vcluster -n ", NOTHING);
    offers("vcluster --namespace=", NOTHING);
    offers("vcluster --context fi", NOTHING);
    offers("vcluster telemetry disable ", NOTHING);
    offers("vcluster telemetry disable now fi", NOTHING);
  }

  private void globalOptionsBeforeTheCommand() {
    offers("vcluster -n team telemetry st", "status");
    offers("vcluster -nteam telemetry st", "status");
    offers("vcluster -sn team telemetry st", "status");
    offers("vcluster --namespace=team telemetry st", "status");
    offers("vcluster --config a:b=c telemetry st", "status");
    offers("vcluster --config=a:b=c --debug telemetry st", "status");
    offers("vcluster --debug=false tel", "telemetry");
    offers("vcluster -s=false tel", "telemetry");
    offers("vcluster -n telemetry ", TOP);
    offers("vcluster telemetry -n team st", "status");
  }

  private void commandLinesWithinCommandLines() {
    offers("vcluster telemetry preview ", TOP);
    offers("vcluster telemetry preview comp", "completion");
    offers("vcluster telemetry preview completion --no-", NOTHING);
    offers("vcluster telemetry preview --deb", "--debug");
    offers("vcluster telemetry preview -- ", TOP);
    offers("vcluster telemetry preview -- completion ", SHELLS);
    offers("vcluster telemetry preview -- completion --no-", "--no-descriptions");
    offers("vcluster telemetry preview -- -n team telemetry status -o ", "text", "json");
    offers("vcluster telemetry preview completion -- bash --no-", "--no-descriptions");
    offers("vcluster telemetry preview -- telemetry preview -- tel", "telemetry");
    offers("vcluster help ", TOP);
    offers("vcluster help telemetry st", "status");
    offers("vcluster help telemetry status ", NOTHING);
    offers("vcluster help telemetry preview ", NOTHING);
    offers("vcluster help completion ", NOTHING);
    offers("vcluster help --con", "--config", "--context");
  }

  private void doubleDash() {
    offers("vcluster -- tel", NOTHING);
    offers("vcluster completion -- ba", "bash");
    offers("vcluster completion -- -", NOTHING);
    offers("vcluster telemetry status -- --out", NOTHING);
    offers("vcluster telemetry preview -- completion -- --no-", NOTHING);
    offers("vcluster help -- telemetry st", "status");
    offers("vcluster help -- --con", NOTHING);
  }

  private void instances() {
    offers("vcluster cre", "create");
    offers("vcluster create ", NOTHING);
    offers("vcluster create my --s", "--set", "--silent");
    offers("vcluster create my --chart-", "--chart-version", "--chart-repo", "--chart-name");
    offers("vcluster create my --local-chart-dir ", "folder");
    offers("vcluster create my -f first.yaml --values=fi", "--values=first.yaml");
    offers("vcluster create my --upgrade --kubeconfig fi", "first.yaml");
    offers("vcluster create my --helm-binary=fi", "--helm-binary=first.yaml");
    offers("vcluster telemetry values -o ", "yaml", "json");
  }

  private void offers(String line, String... words) {
    offers(line, List.of(words));
  }

  private void offers(String line, List<String> words) {
    lines.put(line, words.stream().sorted().toList());
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
