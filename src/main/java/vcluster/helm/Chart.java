package vcluster.helm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The chart to install.
 *
 * @param arguments how helm's command line names it
 * @param generation what it understands
 */
public record Chart(List<String> arguments, ChartGeneration generation) {
  /** The chart of a vCluster. */
  public static final String DEFAULT_NAME = "vcluster";

  /** Where the charts are published. */
  public static final String DEFAULT_REPO = "https://charts.loft.sh";

  /** As helm has it, though neither an option nor a path. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,249}");

  public Chart {
    arguments = List.copyOf(arguments);
  }

  /** Whether a chart can have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * A published chart; the default repository's by its URL if the version is known, as in the
   * original (docs/protocol.md#helm-values).
   *
   * @param version empty: the newest
   */
  public static Chart published(String name, String repo, Optional<ChartVersion> version) {
    if (version.isEmpty()) {
      return new Chart(List.of(name, "--repo", repo), ChartGeneration.newest());
    }
    String text = version.get().text();
    return new Chart(
        repo.equals(DEFAULT_REPO)
            ? List.of(repo + "/charts/" + name + "-" + text + ".tgz")
            : List.of(name, "--repo", repo, "--version", text),
        ChartGeneration.of(version.get()));
  }
}
