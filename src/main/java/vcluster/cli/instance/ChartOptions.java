package vcluster.cli.instance;

import java.util.Optional;
import picocli.CommandLine.ParameterException;
import vcluster.cli.Invocation;
import vcluster.event.CommandException;
import vcluster.helm.Chart;
import vcluster.helm.ChartGeneration;
import vcluster.helm.ChartVersion;

/** The options that say which chart is meant. */
final class ChartOptions {
  private ChartOptions() {}

  /**
   * The chart to install.
   *
   * @throws CommandException if it is a local one that can't be read
   */
  static Chart chart(Invocation invocation) throws CommandException {
    Optional<ChartVersion> version = version(invocation);
    String folder = invocation.text("--local-chart-dir", "");
    return folder.isEmpty()
        ? Chart.published(
            name(invocation), invocation.text("--chart-repo", Chart.DEFAULT_REPO), version)
        : Chart.local(invocation.surroundings().workingDirectory(), folder, version);
  }

  /**
   * What a published chart understands.
   *
   * @throws ParameterException if {@code --chart-version} is not a version
   */
  static ChartGeneration generation(Invocation invocation) {
    return version(invocation).map(ChartGeneration::of).orElseGet(ChartGeneration::newest);
  }

  /** Warns if a chart has nothing that values could be for. */
  static void warn(Invocation invocation, ChartGeneration generation) {
    if (!generation.hasTelemetry()) {
      invocation.warn("vcluster: charts before 0.15 have no telemetry; no values are needed");
    }
  }

  /**
   * Makes sure that the options can be right.
   *
   * @throws ParameterException if one can't
   */
  static void check(Invocation invocation) {
    if (!Chart.isName(name(invocation))) {
      throw invocation.mistake(
          "--chart-name must be letters, digits, '.', '_' and '-', not a path: use"
              + " --local-chart-dir for a chart on disk");
    }
    version(invocation);
  }

  private static String name(Invocation invocation) {
    return invocation.text("--chart-name", Chart.DEFAULT_NAME);
  }

  private static Optional<ChartVersion> version(Invocation invocation) {
    String text = invocation.line().matchedOptionValue("--chart-version", null);
    Optional<ChartVersion> version = Optional.ofNullable(text).flatMap(ChartVersion::parse);
    if (text != null && version.isEmpty()) {
      throw invocation.mistake("--chart-version must be a version, for example 0.20.0");
    }
    return version;
  }
}
