package vcluster.cli.instance;

import java.util.Optional;
import vcluster.cli.Invocation;
import vcluster.cli.Surroundings;
import vcluster.helm.Chart;
import vcluster.helm.ChartVersion;
import vcluster.helm.Cluster;
import vcluster.helm.HelmException;
import vcluster.helm.HelmUpgrade;
import vcluster.helm.KubeContext;
import vcluster.helm.LocalChart;

/** Makes of a command line what is asked of helm. */
final class Upgrades {
  private Upgrades() {}

  /**
   * Checks the line first, then reads what it depends on.
   *
   * @throws HelmException if the chart or the kubeconfig can't be read
   */
  static HelmUpgrade of(Invocation invocation) throws HelmException {
    String name = Given.name(invocation);
    Chart chart = chart(invocation);
    Cluster cluster =
        new Cluster(Given.text(invocation, "--kubeconfig", ""), invocation.option("--context", ""));
    return new HelmUpgrade(
        name,
        chart,
        invocation.option("--create-namespace", true),
        cluster,
        namespace(invocation, cluster).orElse("vcluster-" + name),
        Creators.of(invocation),
        invocation.flag("--debug"));
  }

  private static Chart chart(Invocation invocation) throws HelmException {
    String name = Given.chartName(invocation);
    Optional<ChartVersion> version = Given.chartVersion(invocation);
    String folder = Given.text(invocation, "--local-chart-dir", "");
    return folder.isEmpty()
        ? Chart.published(name, Given.text(invocation, "--chart-repo", Chart.DEFAULT_REPO), version)
        : LocalChart.in(invocation.surroundings().workingDirectory(), folder, version);
  }

  private static Optional<String> namespace(Invocation invocation, Cluster cluster)
      throws HelmException {
    String given = invocation.option("--namespace", "");
    if (!given.isEmpty()) {
      return Optional.of(given);
    }
    Surroundings surroundings = invocation.surroundings();
    // The variable is helm's own, and helm will heed it.
    String context =
        cluster.context().isEmpty()
            ? surroundings.environment().getOrDefault("HELM_KUBECONTEXT", "")
            : cluster.context();
    return KubeContext.namespace(
        KubeContext.files(
            surroundings.environment(), surroundings.workingDirectory(), cluster.kubeconfig()),
        context);
  }
}
