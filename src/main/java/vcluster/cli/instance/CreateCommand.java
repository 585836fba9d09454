package vcluster.cli.instance;

import java.nio.file.Path;
import java.util.List;
import vcluster.cli.Action;
import vcluster.cli.CommandException;
import vcluster.cli.Invocation;
import vcluster.cli.Surroundings;
import vcluster.event.Failure;
import vcluster.helm.Helm;
import vcluster.helm.HelmBinary;
import vcluster.helm.HelmEnd;
import vcluster.helm.HelmException;
import vcluster.helm.HelmUpgrade;
import vcluster.helm.Interrupts;
import vcluster.helm.Release;
import vcluster.helm.Scratch;
import vcluster.helm.ValuesFiles;

/** {@code create}: helm upgrade --install, with the values that carry the choice. */
public final class CreateCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    try {
      HelmUpgrade upgrade = Upgrades.of(invocation);
      Notes.generation(invocation, upgrade.chart().generation());
      ValuesFiles files =
          new ValuesFiles(
              invocation.surroundings().workingDirectory(), list(invocation, "--values"));
      if (invocation.flag("--dry-run")) {
        DryRun.print(invocation, upgrade, files);
      } else {
        run(invocation, upgrade, files);
      }
      return 0;
    } catch (HelmException e) {
      throw new CommandException(Failure.HELM, String.valueOf(e.getMessage()));
    }
  }

  static List<String> list(Invocation invocation, String option) {
    return invocation.line().matchedOptionValue(option, List.of());
  }

  private static void run(Invocation invocation, HelmUpgrade upgrade, ValuesFiles files)
      throws HelmException, CommandException {
    Surroundings surroundings = invocation.surroundings();
    Path binary =
        HelmBinary.find(
            Given.text(invocation, "--helm-binary", HelmBinary.DEFAULT),
            surroundings.environment(),
            surroundings.workingDirectory());
    try (Scratch scratch = new Scratch(temporaryFolder(surroundings))) {
      List<String> arguments =
          upgrade.arguments(
              scratch.file(upgrade.values()),
              files.arguments(scratch),
              list(invocation, "--set"),
              files.breakTelemetry());
      try (Interrupts interrupts = Interrupts.install()) {
        Helm helm = new Helm(binary, interrupts);
        if (!invocation.flag("--upgrade")) {
          refuseExisting(helm.status(upgrade.statusArguments(), surroundings.err()), upgrade);
        }
        requireSuccess(helm.run(arguments));
      }
    }
  }

  private static void refuseExisting(Release release, HelmUpgrade upgrade) throws CommandException {
    if (release instanceof Release.Deployed) {
      throw new CommandException(
          Failure.HELM,
          upgrade.name()
              + " exists in namespace "
              + upgrade.namespace()
              + " already; --upgrade changes it");
    }
    if (release instanceof Release.Unknown unknown) {
      requireSuccess(unknown.end());
    }
  }

  private static void requireSuccess(HelmEnd end) throws CommandException {
    if (end instanceof HelmEnd.Interrupted interrupted) {
      throw new CommandException(Failure.HELM, "interrupted", interrupted.exitCode());
    }
    int code = ((HelmEnd.Exited) end).code();
    if (code != 0) {
      throw new CommandException(Failure.HELM, "helm failed with exit code " + code, code);
    }
  }

  /** Where Unix programs put temporary files; Java itself does not ask {@code TMPDIR}. */
  private static Path temporaryFolder(Surroundings surroundings) {
    String folder = surroundings.environment().getOrDefault("TMPDIR", "");
    return surroundings
        .workingDirectory()
        .resolve(folder.isEmpty() ? System.getProperty("java.io.tmpdir") : folder);
  }
}
