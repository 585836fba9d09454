package vcluster.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.cli.inspect.FlushCommand;
import vcluster.cli.inspect.LogCommand;
import vcluster.cli.inspect.PreviewCommand;
import vcluster.cli.inspect.StatusCommand;
import vcluster.cli.instance.CreateCommand;
import vcluster.cli.instance.ValuesCommand;

/**
 * Every command, in the order of the help: one entry says all about it. The parser, the help, the
 * recording, the launcher's class path, the class caches, the completion scripts and the man page
 * follow from these entries.
 *
 * <p>An entry is a class body and no lambdas, which cost a start without our own runtime some 6 ms.
 */
public enum Command {
  /** The program itself. */
  VCLUSTER(
      null,
      "vcluster",
      Recording.ONLY_MISTAKES,
      "Create virtual Kubernetes clusters and control telemetry.") {
    @Override
    void describe(CommandSpec spec) {
      Options.addGlobal(spec, false);
      spec.addOption(
          OptionSpec.builder("--version")
              .versionHelp(true)
              .description("Show the version")
              .build());
      examples(
          spec,
          "vcluster telemetry status     See whether telemetry is on, and why",
          "vcluster telemetry disable    Turn telemetry off for good on this machine");
    }
  },

  TELEMETRY(
      VCLUSTER,
      "telemetry",
      Recording.ONLY_MISTAKES,
      "Control, inspect and upload this CLI's telemetry.") {
    @Override
    void describe(CommandSpec spec) {
      examples(
          spec,
          "vcluster telemetry status",
          "vcluster telemetry preview -- completion bash",
          "vcluster telemetry disable");
    }
  },

  ENABLE(TELEMETRY, "enable", Recording.WITH_UPLOAD, "Turn telemetry on.") {
    @Override
    void describe(CommandSpec spec) {
      examples(
          spec, "vcluster telemetry enable", "vcluster --config ./config.json telemetry enable");
    }

    @Override
    Action action() {
      return new EnableCommand();
    }
  },

  DISABLE(TELEMETRY, "disable", Recording.NEVER, "Turn telemetry off and delete waiting events.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Is itself not recorded. To turn telemetry off for one command only: DO_NOT_TRACK=1"
              + " vcluster ...");
      // The original ignores surplus words here, and an opt-out has to work with them too.
      spec.addPositional(Options.words("WORD", "Ignored").hidden(true).build());
      examples(
          spec, "vcluster telemetry disable", "vcluster --config ./config.json telemetry disable");
    }

    @Override
    Action action() {
      return new DisableCommand();
    }
  },

  STATUS(TELEMETRY, "status", Recording.NEVER, "Show whether telemetry is on, and why.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Lists every setting that was checked and the one that decided (>), where events are"
              + " sent, how many are waiting, and the last upload.");
      spec.addOption(Options.output("text", "json"));
      examples(
          spec, "vcluster telemetry status", "vcluster telemetry status -o json | jq .enabled");
    }

    @Override
    Action action() {
      return new StatusCommand();
    }
  },

  PREVIEW(
      TELEMETRY, "preview", Recording.NEVER, "Print the exact request body for a command line.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Nothing is run, sent or recorded. Without a command line, shows the request for"
              + " 'vcluster version'.");
      argument(spec, Options.words("COMMAND", "The command line, without 'vcluster'").build());
      examples(
          spec,
          "vcluster telemetry preview",
          "vcluster telemetry preview -- completion bash",
          "vcluster telemetry preview -- completion bash | jq .data");
    }

    @Override
    Action action() {
      return new PreviewCommand();
    }
  },

  LOG(TELEMETRY, "log", Recording.NEVER, "Show the requests sent from this machine.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Shows the time, the answer and the exact body of each, newest last. Keeps the last 1"
              + " MiB.");
      spec.addOption(Options.output("text", "json"));
      examples(spec, "vcluster telemetry log", "vcluster telemetry log -o json | jq -r .[].body");
    }

    @Override
    Action action() {
      return new LogCommand();
    }
  },

  FLUSH(TELEMETRY, "flush", Recording.NEVER, "Upload waiting events now.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Exits with 0 if no event is left waiting. Useful as the last step of a CI job, before"
              + " the machine is discarded.");
      examples(spec, "vcluster telemetry flush");
    }

    @Override
    Action action() {
      return new FlushCommand();
    }
  },

  VALUES(TELEMETRY, "values", Recording.NEVER, "Print helm values that pass your choice on.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "For instances that you create with helm or kubectl. The values hold the opt-out or, if"
              + " telemetry is on, who created the instance. They depend on the chart's version.");
      spec.addOption(
          Options.value(
                  "VERSION",
                  "Chart version, for example 0.19.10 (default: newest)",
                  "--chart-version")
              .build());
      spec.addOption(Options.output("yaml", "json"));
      examples(
          spec,
          "vcluster telemetry values > vcluster.yaml",
          "helm upgrade --install my-vcluster vcluster --repo https://charts.loft.sh \\",
          "  --values <(vcluster telemetry values)",
          "vcluster telemetry values --chart-version 0.19.10 -o json");
    }

    @Override
    Action action() {
      return new ValuesCommand();
    }
  },

  CREATE(VCLUSTER, "create", Recording.WITH_UPLOAD, "Create a virtual cluster with helm.") {
    @Override
    void describe(CommandSpec spec) {
      description(
          spec,
          "Runs helm upgrade --install with values that pass your choice on. If telemetry is off,"
              + " your own values can't turn it on in the instance.");
      argument(spec, Options.word("NAME", "Name of the virtual cluster"));
      spec.addOption(
          Options.flag("Change the virtual cluster if it already exists", "--upgrade").build());
      Options.addChart(spec);
      spec.addOption(Options.values("FILE", "Helm values file; can be repeated", "-f", "--values"));
      spec.addOption(Options.values("KEY=VALUE", "A single helm value; can be repeated", "--set"));
      spec.addOption(
          Options.flag(
                  "Create the namespace if it is missing (default: true; charts 0.20 and later)",
                  "--create-namespace")
              .build());
      spec.addOption(Options.value("FILE", "Kubeconfig to use", "--kubeconfig").build());
      spec.addOption(
          Options.flag("Print the helm command and its values without running it", "--dry-run")
              .build());
      spec.addOption(
          Options.value("FILE", "helm binary (default: from PATH)", "--helm-binary").build());
      Options.addKube(spec, false);
      examples(
          spec,
          "vcluster create my-vcluster -n team-x",
          "vcluster create my-vcluster -n team-x --upgrade -f vcluster.yaml",
          "vcluster create my-vcluster --chart-version 0.19.10 --dry-run");
    }

    @Override
    Action action() {
      return new CreateCommand();
    }

    @Override
    public List<String> sample() {
      return List.of("create", "my-vcluster", "--dry-run");
    }
  },

  /** Runs whenever a shell starts: it is recorded, but starts no upload. */
  COMPLETION(
      VCLUSTER,
      "completion",
      Recording.WITHOUT_UPLOAD,
      "Print the completion script for a shell.") {
    @Override
    void describe(CommandSpec spec) {
      argument(
          spec,
          Options.choice(
              "SHELL",
              "bash, zsh, fish or powershell",
              List.of("bash", "zsh", "fish", "powershell")));
      spec.addOption(Options.flag("Leave out the descriptions", "--no-descriptions").build());
      examples(
          spec,
          "source <(vcluster completion bash)",
          "vcluster completion zsh > \"${fpath[1]}/_vcluster\"",
          "vcluster completion fish > ~/.config/fish/completions/vcluster.fish");
    }

    @Override
    Action action() {
      return new CompletionCommand();
    }

    @Override
    public List<String> sample() {
      return List.of("completion", "bash");
    }
  },

  VERSION(VCLUSTER, "version", Recording.WITH_UPLOAD, "Print the version.") {
    @Override
    Action action() {
      return new VersionCommand();
    }
  },

  HELP(VCLUSTER, "help", Recording.NEVER, "Show the help of a command.") {
    @Override
    void describe(CommandSpec spec) {
      // Its words are completed as the names of a command, not as a command line.
      spec.helpCommand(true);
      argument(spec, Options.words("COMMAND", "Command to show the help of").build());
      examples(spec, "vcluster help telemetry disable");
    }
  };

  /** Which of a command's lines leave an event (docs/protocol.md#what-is-recorded). */
  enum Recording {
    NEVER,
    ONLY_MISTAKES,
    WITHOUT_UPLOAD,
    WITH_UPLOAD
  }

  private final @Nullable Command parent;
  private final String word;
  private final Recording recording;
  private final String summary;

  Command(@Nullable Command parent, String word, Recording recording, String summary) {
    this.parent = parent;
    this.word = word;
    this.recording = recording;
    this.summary = summary;
  }

  /** Adds the description, the arguments, the options and the examples, as far as there are any. */
  void describe(CommandSpec spec) {}

  /** What it does: the help, for one that only groups others. Only the one asked for is loaded. */
  Action action() {
    return new HelpCommand();
  }

  /** Words with which it runs on any machine: for training, and for tests. */
  public List<String> sample() {
    return path();
  }

  /** The words that name it, without the program's. */
  public List<String> path() {
    List<String> path = new ArrayList<>();
    for (Command at = this; at.parent != null; at = at.parent) {
      path.add(0, at.word);
    }
    return path;
  }

  /** Whether it does nothing but group others. */
  public boolean isGroup() {
    return recording == Recording.ONLY_MISTAKES;
  }

  /**
   * Whether its action needs all jars: those in this package do with the few that every command has
   * (docs/decisions/0012-two-class-paths.md).
   */
  public boolean needsAllJars() {
    return action().getClass().getPackage() != Command.class.getPackage();
  }

  @Nullable Command parent() {
    return parent;
  }

  String word() {
    return word;
  }

  Recording recording() {
    return recording;
  }

  String summary() {
    return summary;
  }

  private static void description(CommandSpec spec, String... paragraphs) {
    spec.usageMessage().description(paragraphs).descriptionHeading("%n");
  }

  private static void argument(CommandSpec spec, PositionalParamSpec argument) {
    spec.addPositional(argument);
    spec.usageMessage().parameterListHeading("%nArguments:%n");
  }

  private static void examples(CommandSpec spec, String... lines) {
    String[] footer = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      footer[i] = "  " + lines[i].replace("%", "%%");
    }
    spec.usageMessage().footerHeading("%nExamples:%n").footer(footer);
  }
}
