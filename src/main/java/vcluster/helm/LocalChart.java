package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** A chart in a folder, whose {@code Chart.yaml} gives the version. */
public final class LocalChart {
  private LocalChart() {}

  /**
   * Reads the chart's version.
   *
   * @param folder as the user named it
   * @param given the version that the user gave; it counts where the chart's own says nothing: in a
   *     source checkout that is a placeholder such as 0.0.1
   * @throws CommandException if neither says what the chart understands
   */
  public static Chart in(Path workingDirectory, String folder, Optional<ChartVersion> given)
      throws CommandException {
    Optional<ChartVersion> own = version(workingDirectory.resolve(folder).resolve("Chart.yaml"));
    boolean says = own.map(ChartGeneration::of).filter(ChartGeneration::hasTelemetry).isPresent();
    Optional<ChartVersion> version = says ? own : given.or(() -> own);
    if (version.isEmpty()) {
      throw new CommandException(
          Failure.HELM,
          workingDirectory.resolve(folder).resolve("Chart.yaml")
              + " has no valid version; correct it, or set --chart-version");
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
                        file + " can't be read; set --local-chart-dir to the folder of a chart"));
    return ChartVersion.parse(chart.path("version").asText());
  }

  /** Helm would take a name with a leading dash for options. */
  private static String asPath(String folder) {
    return folder.startsWith("-") ? "./" + folder : folder;
  }
}
