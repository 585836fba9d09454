package vcluster.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Every command, its options and its help. Built through picocli's API: reading one annotation
 * costs more than all of this (docs/decisions).
 */
public final class CommandTree {
  /** The program's name. */
  public static final String PROGRAM = "vcluster";

  private final @Nullable List<String> words;

  private CommandTree(@Nullable List<String> words) {
    this.words = words;
  }

  /** The whole tree, new: picocli keeps what it parses in it. */
  public static CommandLine create() {
    return new CommandTree(null).program();
  }

  /**
   * The tree without the commands that a line can't name, for none of these words is their name:
   * each command costs time, and a line without a mistake parses alike.
   */
  static CommandLine createFor(String... words) {
    return new CommandTree(List.of(words)).program();
  }

  private CommandLine program() {
    CommandSpec root =
        command(PROGRAM, "Virtual Kubernetes clusters, and the telemetry of this command line.");
    Options.addGlobal(root, false);
    root.addOption(
        OptionSpec.builder("--version").versionHelp(true).description("Show the version").build());
    examples(
        root,
        "vcluster telemetry status     Is telemetry on, and why?",
        "vcluster telemetry disable    Opt out, permanently, on this machine");
    if (mayName("telemetry")) {
      root.addSubcommand("telemetry", telemetry());
    }
    if (mayName("create")) {
      root.addSubcommand("create", InstanceCommands.create());
    }
    if (mayName("completion")) {
      root.addSubcommand("completion", completion());
    }
    if (mayName("version")) {
      root.addSubcommand("version", subcommand("version", "Print the version."));
    }
    if (mayName("help")) {
      root.addSubcommand("help", help());
    }
    return new CommandLine(root);
  }

  private boolean mayName(String command) {
    return words == null || words.contains(command);
  }

  private CommandSpec telemetry() {
    CommandSpec spec =
        subcommand("telemetry", "Choose, see and deliver what this command line reports.");
    examples(
        spec,
        "vcluster telemetry status",
        "vcluster telemetry preview -- completion bash",
        "vcluster telemetry disable");
    if (mayName("enable")) {
      spec.addSubcommand("enable", enable());
    }
    if (mayName("disable")) {
      spec.addSubcommand("disable", disable());
    }
    if (mayName("status")) {
      spec.addSubcommand("status", status());
    }
    if (mayName("preview")) {
      spec.addSubcommand("preview", preview());
    }
    if (mayName("log")) {
      spec.addSubcommand("log", log());
    }
    if (mayName("flush")) {
      spec.addSubcommand("flush", flush());
    }
    if (mayName("values")) {
      spec.addSubcommand("values", InstanceCommands.values());
    }
    return spec;
  }

  private static CommandSpec enable() {
    CommandSpec spec = subcommand("enable", "Collect and send from now on.");
    examples(spec, "vcluster telemetry enable", "vcluster --config ./config.json telemetry enable");
    return spec;
  }

  private static CommandSpec disable() {
    CommandSpec spec =
        subcommand(
            "disable",
            "Stop, and delete what is waiting to be sent.",
            "Leaves no event behind. To opt out for one command only: DO_NOT_TRACK=1 vcluster ...");
    // The original ignores surplus words here, and an opt-out has to work with them too.
    spec.addPositional(Options.words("WORD", "Ignored").hidden(true).build());
    examples(
        spec, "vcluster telemetry disable", "vcluster --config ./config.json telemetry disable");
    return spec;
  }

  private static CommandSpec status() {
    CommandSpec spec =
        subcommand(
            "status",
            "Show whether telemetry is on, and why.",
            "Names every source that was asked and the one that decided (>), where events go, what is"
                + " waiting, and the last upload.");
    spec.addOption(Options.output(Options.FORMATS));
    examples(spec, "vcluster telemetry status", "vcluster telemetry status -o json | jq .enabled");
    return spec;
  }

  private static CommandSpec preview() {
    CommandSpec spec =
        subcommand(
            "preview",
            "Print the exact request body for a command line.",
            "The command line is not run, and nothing is sent or recorded. Without one: that of"
                + " 'vcluster version'.");
    addArgument(
        spec, Options.words("COMMAND", "The command line, without the program's name").build());
    examples(
        spec,
        "vcluster telemetry preview",
        "vcluster telemetry preview -- completion bash",
        "vcluster telemetry preview -- completion bash | jq .data");
    return spec;
  }

  private static CommandSpec log() {
    CommandSpec spec =
        subcommand(
            "log",
            "Show the requests that left this machine.",
            "Each with its time, answer and exact body, newest last; the last 1 MiB of them.");
    spec.addOption(Options.output(Options.FORMATS));
    examples(spec, "vcluster telemetry log", "vcluster telemetry log -o json | jq -r .[].body");
    return spec;
  }

  private static CommandSpec flush() {
    CommandSpec spec =
        subcommand(
            "flush",
            "Upload now what is waiting.",
            "Exits 0 if nothing is left waiting. Made for the last step of a CI job, where the machine"
                + " is thrown away.");
    examples(spec, "vcluster telemetry flush");
    return spec;
  }

  private static CommandSpec completion() {
    CommandSpec spec = subcommand("completion", "Print the completion script for a shell.");
    addArgument(spec, Options.choice("SHELL", "bash, zsh, fish or powershell", Options.SHELLS));
    spec.addOption(
        Options.flag("Complete words without their descriptions", "--no-descriptions").build());
    examples(
        spec,
        "source <(vcluster completion bash)",
        "vcluster completion zsh > \"${fpath[1]}/_vcluster\"",
        "vcluster completion fish > ~/.config/fish/completions/vcluster.fish");
    return spec;
  }

  private static CommandSpec help() {
    CommandSpec spec = subcommand("help", "Show the help of a command.");
    // Its words are completed as the names of a command, not as a command line.
    spec.helpCommand(true);
    addArgument(spec, Options.words("COMMAND", "The command").build());
    examples(spec, "vcluster help telemetry disable");
    return spec;
  }

  static CommandSpec subcommand(String name, String header, String... description) {
    CommandSpec spec = command(name, header, description);
    Options.addGlobal(spec, true);
    return spec;
  }

  /** The header is also what the list of commands says. */
  static CommandSpec command(String name, String header, String... description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.interpolateVariables(false);
    spec.usageMessage()
        .header(header, "")
        .description(description)
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .descriptionHeading(description.length == 0 ? "" : "%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    // Parsing ends at the first mistake: what came before it is the longest valid prefix.
    spec.parser()
        .stopAtUnmatched(true)
        .overwrittenOptionsAllowed(true)
        // A namespace may be called "telemetry".
        .allowSubcommandsAsOptionParameters(true)
        .expandAtFiles(false);
    return spec;
  }

  static void addArgument(CommandSpec spec, PositionalParamSpec argument) {
    spec.addPositional(argument);
    spec.usageMessage().parameterListHeading("%nArguments:%n");
  }

  static void examples(CommandSpec spec, String... lines) {
    String[] footer = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      footer[i] = "  " + lines[i].replace("%", "%%");
    }
    spec.usageMessage().footerHeading("%nExamples:%n").footer(footer);
  }
}
