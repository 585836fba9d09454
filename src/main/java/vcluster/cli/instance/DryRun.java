package vcluster.cli.instance;

import java.util.ArrayList;
import java.util.List;
import vcluster.cli.Invocation;
import vcluster.files.ShellWords;
import vcluster.helm.HelmBinary;
import vcluster.helm.HelmUpgrade;
import vcluster.helm.ValuesFiles;

/** The helm command and its values, as a script that a POSIX shell takes back. */
final class DryRun {
  private static final String END = "EOF";

  private DryRun() {}

  static void print(Invocation invocation, HelmUpgrade upgrade, ValuesFiles files) {
    // Helm's standard input may be taken by values of the user's.
    boolean taken = files.named().contains("-");
    List<String> words = new ArrayList<>();
    words.add(Given.text(invocation, "--helm-binary", HelmBinary.DEFAULT));
    words.addAll(
        upgrade.arguments(
            taken ? "/dev/fd/3" : "-",
            files.arguments(),
            CreateCommand.list(invocation, "--set"),
            files.breakTelemetry()));
    invocation
        .surroundings()
        .out()
        .print(
            ShellWords.join(words)
                + (taken ? " 3" : " ")
                + "<<'"
                + END
                + "'\n"
                + upgrade.values()
                + END
                + "\n");
  }
}
