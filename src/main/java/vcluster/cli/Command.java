package vcluster.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import vcluster.cli.inspect.FlushCommand;
import vcluster.cli.inspect.LogCommand;
import vcluster.cli.inspect.PreviewCommand;
import vcluster.cli.inspect.StatusCommand;
import vcluster.cli.instance.CreateCommand;
import vcluster.cli.instance.ValuesCommand;

/**
 * Every command, in the order of the help: this file says all about it. The parser, the help, the
 * recording, the launcher's class path, the class caches, the completion scripts and the man page
 * follow from it.
 *
 * <p>Switches and no lambdas, which cost a start without our own runtime some 6 ms.
 */
public enum Command {
  /** The program itself. */
  VCLUSTER(
      null,
      "vcluster",
      Recording.ONLY_MISTAKES,
      "Create virtual Kubernetes clusters and control telemetry.",
      "",
      "vcluster telemetry status     See whether telemetry is on, and why",
      "vcluster telemetry disable    Turn telemetry off for your account"),

  TELEMETRY(
      VCLUSTER,
      "telemetry",
      Recording.ONLY_MISTAKES,
      "Control, inspect and upload this CLI's telemetry.",
      "",
      "vcluster telemetry status",
      "vcluster telemetry preview -- completion bash",
      "vcluster telemetry disable"),

  ENABLE(
      TELEMETRY,
      "enable",
      Recording.WITH_UPLOAD,
      "Turn telemetry on.",
      "",
      "vcluster telemetry enable",
      "vcluster --config ./config.json telemetry enable"),

  DISABLE(
      TELEMETRY,
      "disable",
      Recording.NEVER,
      "Turn telemetry off and delete waiting events.",
      "Is itself not recorded. To turn telemetry off for one command only: DO_NOT_TRACK=1"
          + " vcluster ...",
      "vcluster telemetry disable",
      "vcluster --config ./config.json telemetry disable"),

  STATUS(
      TELEMETRY,
      "status",
      Recording.NEVER,
      "Show whether telemetry is on, and why.",
      "Lists every setting that was checked and the one that decided (>), where events are"
          + " sent, how many are waiting, and the last upload.",
      "vcluster telemetry status",
      "vcluster telemetry status -o json | jq .enabled"),

  PREVIEW(
      TELEMETRY,
      "preview",
      Recording.NEVER,
      "Print the exact request body for a command line.",
      "Nothing is run, sent or recorded. Without a command line, shows the request for"
          + " 'vcluster version'. A command that is run and fails also sends one word for the"
          + " reason: config, helm or internal. At a terminal the body comes in a readable form and"
          + " with its headers; in a pipe and with -o json, as its exact bytes. Options of preview"
          + " itself stand before the command line.",
      "vcluster telemetry preview",
      "vcluster telemetry preview -- completion bash",
      "vcluster telemetry preview -o json -- completion bash",
      "vcluster telemetry preview -- completion bash | jq .data"),

  LOG(
      TELEMETRY,
      "log",
      Recording.NEVER,
      "Show the requests sent from this machine.",
      "Shows the time, the answer and the events of each, newest last. In a pipe and with -o json,"
          + " shows the exact body. Keeps the last 1 MiB.",
      "vcluster telemetry log",
      "vcluster telemetry log -o json | jq -r .[].body"),

  FLUSH(
      TELEMETRY,
      "flush",
      Recording.NEVER,
      "Upload waiting events now.",
      "Says how many events were delivered, refused by the server, and left waiting, and why. Exits"
          + " with 1 if one was refused or is left. Takes half a minute at most. Useful as the last"
          + " step of a CI job, before the machine is discarded.",
      "vcluster telemetry flush",
      "vcluster telemetry flush -o json | jq .delivered"),

  VALUES(
      TELEMETRY,
      "values",
      Recording.NEVER,
      "Print helm values that pass your choice on.",
      "For instances that you create with helm or kubectl. The values hold the opt-out or, if"
          + " telemetry is on, who created the instance. They depend on the chart's version.",
      "vcluster telemetry values > vcluster.yaml",
      "helm upgrade --install my-vcluster vcluster --repo https://charts.loft.sh \\",
      "  --values <(vcluster telemetry values)",
      "vcluster telemetry values --chart-version 0.19.10 -o json"),

  CREATE(
      VCLUSTER,
      "create",
      Recording.WITH_UPLOAD,
      "Create a virtual cluster with helm.",
      "Runs helm upgrade --install with values that pass your choice on. If telemetry is off,"
          + " your own values can't turn it on in the instance.",
      "vcluster create my-vcluster -n team-x",
      "vcluster create my-vcluster -n team-x --upgrade -f vcluster.yaml",
      "vcluster create my-vcluster --chart-version 0.19.10 --dry-run"),

  /** Runs whenever a shell starts: it is recorded, but starts no upload. */
  COMPLETION(
      VCLUSTER,
      "completion",
      Recording.WITHOUT_UPLOAD,
      "Print the completion script for a shell.",
      "",
      "source <(vcluster completion bash)",
      "vcluster completion zsh > \"${fpath[1]}/_vcluster\"",
      "vcluster completion fish > ~/.config/fish/completions/vcluster.fish"),

  VERSION(VCLUSTER, "version", Recording.WITH_UPLOAD, "Print the version.", ""),

  HELP(
      VCLUSTER,
      "help",
      Recording.NEVER,
      "Show the help of a command.",
      "",
      "vcluster help telemetry disable");

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
  private final String description;

  /** Lines. */
  private final String examples;

  Command(
      @Nullable Command parent,
      String word,
      Recording recording,
      String summary,
      String description,
      String... examples) {
    this.parent = parent;
    this.word = word;
    this.recording = recording;
    this.summary = summary;
    this.description = description;
    this.examples = String.join("\n", examples);
  }

  /** Adds the words for the help, the arguments and the options. */
  void describe(CommandSpec spec) {
    spec.usageMessage().header(summary);
    if (!description.isEmpty()) {
      spec.usageMessage().description(description);
    }
    if (!examples.isEmpty()) {
      String[] lines = examples.split("\n");
      for (int i = 0; i < lines.length; i++) {
        lines[i] = "  " + lines[i].replace("%", "%%");
      }
      spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
    }
    addArguments(spec);
  }

  private void addArguments(CommandSpec spec) {
    switch (this) {
      // The original ignores surplus words here, and an opt-out has to work with them too.
      case DISABLE -> Options.addWords(spec, true, "WORD", "Ignored");
      case STATUS, LOG, FLUSH -> Options.addOutput(spec, "text", "json");
      case PREVIEW -> {
        Options.addWords(spec, false, "COMMAND", "The command line, with or without 'vcluster'");
        Options.addOutput(spec, "text", "json");
      }
      case VALUES -> Options.addValues(spec);
      case CREATE -> Options.addCreate(spec);
      case COMPLETION -> Options.addCompletion(spec);
      case HELP -> {
        // Its words are completed as the names of a command, not as a command line.
        spec.helpCommand(true);
        Options.addWords(spec, false, "COMMAND", "Command to show the help of");
      }
      case VCLUSTER, TELEMETRY, ENABLE, VERSION -> {}
    }
    Options.addGlobal(spec, this);
  }

  /** What it does: the help, for one that only groups others. Only the one asked for is loaded. */
  Action action() {
    return switch (this) {
      case ENABLE -> new EnableCommand();
      case DISABLE -> new DisableCommand();
      case STATUS -> new StatusCommand();
      case PREVIEW -> new PreviewCommand();
      case LOG -> new LogCommand();
      case FLUSH -> new FlushCommand();
      case VALUES -> new ValuesCommand();
      case CREATE -> new CreateCommand();
      case COMPLETION -> new CompletionCommand();
      case VERSION -> new VersionCommand();
      case VCLUSTER, TELEMETRY, HELP -> new HelpCommand();
    };
  }

  /** Words with which it runs on any machine: for training, and for tests. */
  public List<String> sample() {
    return switch (this) {
      case CREATE -> List.of("create", "my-vcluster", "--dry-run");
      case COMPLETION -> List.of("completion", "bash");
      default -> path();
    };
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
}
