package vcluster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every command, its options and its help. Built through picocli's API: reading one annotation
 * costs more than all of this (docs/decisions).
 */
public final class CommandTree {
  /** The program's name. */
  public static final String PROGRAM = "vcluster";

  private CommandTree() {}

  /** A new tree, ready to parse one command line. */
  public static CommandLine create() {
    CommandSpec root =
        command(PROGRAM, "Virtual Kubernetes clusters, and the telemetry of this command line.");
    Options.addGlobal(root, false);
    root.addOption(
        OptionSpec.builder("--version").versionHelp(true).description("Show the version").build());
    examples(
        root,
        "vcluster telemetry status     Is telemetry on, and why?",
        "vcluster telemetry disable    Opt out, permanently, on this machine");
    root.addSubcommand("telemetry", telemetry());
    root.addSubcommand("completion", completion());
    root.addSubcommand("version", subcommand("version", "Print the version."));
    root.addSubcommand("help", help());
    return new CommandLine(root);
  }

  private static CommandSpec telemetry() {
    CommandSpec spec =
        subcommand("telemetry", "Choose, see and deliver what this command line reports.");
    examples(
        spec,
        "vcluster telemetry status",
        "vcluster telemetry preview -- completion bash",
        "vcluster telemetry disable");
    spec.addSubcommand("enable", enable());
    spec.addSubcommand("disable", disable());
    spec.addSubcommand("status", status());
    spec.addSubcommand("preview", preview());
    spec.addSubcommand("log", log());
    spec.addSubcommand("flush", flush());
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
            "disable", "Stop, and delete what is waiting to be sent. Leaves no event behind.");
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
            "Show whether telemetry is on and why: every source that was asked and the one that"
                + " decided, where it goes, what is waiting, the last upload.");
    spec.addOption(Options.output());
    examples(spec, "vcluster telemetry status", "vcluster telemetry status -o json | jq .enabled");
    return spec;
  }

  private static CommandSpec preview() {
    CommandSpec spec =
        subcommand(
            "preview",
            "Print the exact request body for a command line, without running it. Sends and records"
                + " nothing. Without a command line: that of 'vcluster version'.");
    spec.addPositional(
        Options.words("COMMAND", "The command line, without the program's name").build());
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
            "Show the requests that left this machine, newest last: time, answer, exact body.");
    spec.addOption(Options.output());
    examples(spec, "vcluster telemetry log", "vcluster telemetry log -o json | jq -r .[].body");
    return spec;
  }

  private static CommandSpec flush() {
    CommandSpec spec =
        subcommand(
            "flush",
            "Upload now what is waiting. Exits 0 if nothing is left waiting. Made for the last step"
                + " of a CI job, where the machine is thrown away.");
    examples(spec, "vcluster telemetry flush");
    return spec;
  }

  private static CommandSpec completion() {
    CommandSpec spec = subcommand("completion", "Print the completion script for a shell.");
    spec.addPositional(Options.choice("SHELL", "bash, zsh, fish or powershell", Options.SHELLS));
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
    spec.addPositional(Options.words("COMMAND", "The command").build());
    examples(spec, "vcluster help telemetry disable");
    return spec;
  }

  private static CommandSpec subcommand(String name, String description) {
    CommandSpec spec = command(name, description);
    Options.addGlobal(spec, true);
    return spec;
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(description)
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
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

  private static void examples(CommandSpec spec, String... lines) {
    String[] footer = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      footer[i] = "  " + lines[i].replace("%", "%%");
    }
    spec.usageMessage().footerHeading("%nExamples:%n").footer(footer);
  }
}
