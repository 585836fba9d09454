package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vcluster.event.CommandException;
import vcluster.event.Failure;

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

  /**
   * A chart in a folder, whose {@code Chart.yaml} gives the version.
   *
   * @param folder as the user named it
   * @param given the version that the user gave; it counts where the chart's own says nothing: in a
   *     source checkout that is a placeholder such as 0.0.1
   * @throws CommandException if neither says what the chart understands
   */
  public static Chart local(Path workingDirectory, String folder, Optional<ChartVersion> given)
      throws CommandException {
    Path file = workingDirectory.resolve(folder).resolve("Chart.yaml");
    Optional<ChartVersion> own = version(file);
    boolean says = own.map(ChartGeneration::of).filter(ChartGeneration::hasTelemetry).isPresent();
    Optional<ChartVersion> version = says ? own : given.or(() -> own);
    if (version.isEmpty()) {
      throw new CommandException(
          Failure.HELM, file + " has no valid version; correct it, or set --chart-version");
    }
    return new Chart(List.of(asPath(folder)), ChartGeneration.of(version.get()));
  }

  private static Optional<ChartVersion> version(Path file) throws CommandException {
    JsonNode chart =
        Yaml.read(file)
            .orElseThrow(
                () ->
                    new CommandException(
                        Failure.HELM,
                        file
                            + (Files.exists(file) ? " can't be read" : " does not exist")
                            + "; set --local-chart-dir to the folder of a chart"));
    return ChartVersion.parse(chart.path("version").asText());
  }

  /** Helm would take a name with a leading dash for options. */
  private static String asPath(String folder) {
    return folder.startsWith("-") ? "./" + folder : folder;
  }
}
