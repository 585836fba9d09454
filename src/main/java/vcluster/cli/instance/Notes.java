package vcluster.cli.instance;

import vcluster.cli.Invocation;
import vcluster.helm.ChartGeneration;

/** What the user should know, on standard error. */
final class Notes {
  private Notes() {}

  static void generation(Invocation invocation, ChartGeneration generation) {
    if (generation == ChartGeneration.SILENT) {
      invocation.warn("vcluster: charts before 0.15 have no telemetry, so there is nothing to say");
    }
  }
}
