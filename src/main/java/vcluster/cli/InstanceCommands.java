package vcluster.cli;

import picocli.CommandLine.Model.CommandSpec;

/** The commands that carry the choice into instances, as the tree has them. */
final class InstanceCommands {
  private InstanceCommands() {}

  static CommandSpec values() {
    CommandSpec spec =
        CommandTree.subcommand(
            "values",
            "Print the helm values that carry the choice.",
            "For instances that helm or kubectl makes: the opt-out, or who created the instance. Charts"
                + " of different ages understand different values.");
    spec.addOption(
        Options.value(
                "VERSION",
                "The chart's version, such as 0.19.10, else the newest",
                "--chart-version")
            .build());
    spec.addOption(Options.output(Options.VALUES_FORMATS));
    CommandTree.examples(
        spec,
        "vcluster telemetry values > vcluster.yaml",
        "helm upgrade --install my-vcluster vcluster --repo https://charts.loft.sh \\",
        "  --values <(vcluster telemetry values)",
        "vcluster telemetry values --chart-version 0.19.10 -o json");
    return spec;
  }

  static CommandSpec create() {
    CommandSpec spec =
        CommandTree.command(
            "create",
            "Create a virtual cluster, with helm.",
            "Runs helm upgrade --install with values that carry the choice; if telemetry is off, no"
                + " values of yours turn it on in the instance.");
    CommandTree.addArgument(spec, Options.word("NAME", "The virtual cluster's name"));
    spec.addOption(Options.flag("Change it if it exists already", "--upgrade").build());
    addChart(spec);
    spec.addOption(Options.values("FILE", "Helm values; may be repeated", "-f", "--values"));
    spec.addOption(Options.values("KEY=VALUE", "One helm value; may be repeated", "--set"));
    spec.addOption(
        Options.flag(
                "Create the namespace if it is missing (on unless =false; charts since 0.20)",
                "--create-namespace")
            .build());
    spec.addOption(Options.value("FILE", "The kubeconfig to use", "--kubeconfig").build());
    spec.addOption(
        Options.flag("Print the helm command with its values, and run nothing", "--dry-run")
            .build());
    spec.addOption(
        Options.value("FILE", "The helm to run, else the one on PATH", "--helm-binary").build());
    Options.addKube(spec, false);
    Options.addGeneral(spec, true);
    Options.addHelp(spec);
    CommandTree.examples(
        spec,
        "vcluster create my-vcluster -n team-x",
        "vcluster create my-vcluster -n team-x --upgrade -f vcluster.yaml",
        "vcluster create my-vcluster --chart-version 0.19.10 --dry-run");
    return spec;
  }

  private static void addChart(CommandSpec spec) {
    spec.addOption(
        Options.value("VERSION", "The chart's version, else the newest", "--chart-version")
            .build());
    spec.addOption(
        Options.value("URL", "Its repository, else https://charts.loft.sh", "--chart-repo")
            .build());
    spec.addOption(
        Options.value("CHART", "The chart's name, else vcluster", "--chart-name").build());
    spec.addOption(
        Options.value(
                "DIR",
                "A chart in a folder instead; its Chart.yaml gives the version",
                "--local-chart-dir")
            .build());
  }
}
