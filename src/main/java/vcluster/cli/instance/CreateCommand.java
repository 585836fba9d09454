package vcluster.cli.instance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.cli.Original;
import vcluster.cli.Surroundings;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.helm.Chart;
import vcluster.helm.Cluster;
import vcluster.helm.Helm;
import vcluster.helm.HelmBinary;
import vcluster.helm.HelmUpgrade;
import vcluster.helm.InstanceName;
import vcluster.helm.Interrupts;
import vcluster.helm.Scratch;
import vcluster.helm.ValuesFiles;

/** {@code create}: helm upgrade --install, with the values that pass the choice on. */
public final class CreateCommand implements Action {
  private static final Set<String> VALUES_FILES =
      Set.of("--values", "--extra-values", "--release-values");

  @Override
  public void check(Invocation invocation) {
    Original.check(invocation);
    if (!InstanceName.isValid(name(invocation))) {
      throw invocation.mistake(
          "NAME must be a DNS label (RFC 1123): at most 63 lower-case letters, digits and '-',"
              + " starting and ending with a letter or digit");
    }
    ChartOptions.check(invocation);
  }

  @Override
  public int run(Invocation invocation) throws CommandException {
    check(invocation);
    HelmUpgrade upgrade = upgrade(invocation);
    ChartOptions.warn(invocation, upgrade.chart().generation());
    String helm = invocation.text("--helm-binary", HelmBinary.DEFAULT);
    if (invocation.flag("--dry-run")) {
      invocation.surroundings().out().print(upgrade.script(helm));
    } else {
      run(invocation, upgrade, helm);
    }
    return 0;
  }

  private static HelmUpgrade upgrade(Invocation invocation) throws CommandException {
    String name = name(invocation);
    Chart chart = ChartOptions.chart(invocation);
    Cluster cluster =
        new Cluster(invocation.text("--kubeconfig", ""), invocation.option("--context", ""));
    return new HelmUpgrade(
        name,
        chart,
        invocation.option("--create-namespace", true),
        cluster,
        namespace(invocation, cluster).orElse("vcluster-" + name),
        CreatorIdentity.of(invocation),
        new ValuesFiles(invocation.surroundings().workingDirectory(), valuesFiles(invocation)),
        invocation.option("--set", List.of()),
        invocation.flag("--debug"));
  }

  private static String name(Invocation invocation) {
    return invocation.line().matchedPositionalValue(0, "");
  }

  /**
   * In the order of the line, for to helm the later one counts. Earlier releases of the original
   * have other names for the option.
   */
  private static List<String> valuesFiles(Invocation invocation) {
    List<String> files = new ArrayList<>();
    Map<OptionSpec, Iterator<String>> values = new HashMap<>();
    for (OptionSpec option : invocation.line().matchedOptions()) {
      if (VALUES_FILES.contains(option.longestName())) {
        files.add(values.computeIfAbsent(option, same -> same.stringValues().iterator()).next());
      }
    }
    return files;
  }

  private static Optional<String> namespace(Invocation invocation, Cluster cluster)
      throws CommandException {
    String given = invocation.option("--namespace", "");
    Surroundings surroundings = invocation.surroundings();
    return given.isEmpty()
        ? cluster.namespace(surroundings.environment(), surroundings.workingDirectory())
        : Optional.of(given);
  }

  private static void run(Invocation invocation, HelmUpgrade upgrade, String named)
      throws CommandException {
    Surroundings surroundings = invocation.surroundings();
    Path binary =
        HelmBinary.find(named, surroundings.environment(), surroundings.workingDirectory());
    try (Scratch scratch = new Scratch(temporaryFolder(surroundings))) {
      // Copying a pipe may block, so signals still end the program meanwhile.
      List<String> arguments = upgrade.arguments(scratch);
      try (Interrupts interrupts = Interrupts.install()) {
        Helm helm = new Helm(binary, interrupts);
        if (!invocation.flag("--upgrade")
            && helm.exists(upgrade.statusArguments(), surroundings.err())) {
          throw new CommandException(
              Failure.HELM,
              upgrade.name()
                  + " already exists in namespace "
                  + upgrade.namespace()
                  + "; use --upgrade to change it");
        }
        helm.run(arguments);
      }
    }
  }

  /** Where Unix programs put temporary files; Java itself does not ask {@code TMPDIR}. */
  private static Path temporaryFolder(Surroundings surroundings) {
    String named = surroundings.environment().getOrDefault("TMPDIR", "");
    String usual = surroundings.properties().getProperty("java.io.tmpdir", "");
    return surroundings.workingDirectory().resolve(named.isEmpty() ? usual : named);
  }
}
