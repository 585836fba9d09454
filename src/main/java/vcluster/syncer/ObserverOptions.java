package vcluster.syncer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import vcluster.helm.InstanceName;

/** The options that say which vCluster to watch, and how to reach its two API servers. */
public final class ObserverOptions {
  @Option(names = "--name", paramLabel = "NAME", description = "The vCluster to watch; required")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Its host namespace (default: the pod's, else the context's)")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Kubeconfig of the host cluster (default: in-cluster, else your own)")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "Context of the kubeconfig (default: its current one)")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--virtual-kubeconfig",
      paramLabel = "FILE",
      description =
          "Kubeconfig of the virtual cluster; may be created later"
              + " (default: the Secret vc-<name>)")
  private Optional<Path> virtualKubeconfig = Optional.empty();

  @Option(
      names = "--syncer-args-from",
      paramLabel = "CONTAINER",
      description =
          "The container whose arguments tell which flags are set"
              + " (default: that of the vCluster's StatefulSet or Deployment)")
  private Optional<String> argumentsFrom = Optional.empty();

  /** The first mistake, with the option's name; empty if there is none. */
  Optional<String> mistake() {
    if (name.isEmpty()) {
      return Optional.of("missing required option: --name=NAME");
    }
    if (!InstanceName.isValid(name)) {
      return Optional.of("--name: '" + name + "' is not a valid vCluster name");
    }
    if (namespace.isPresent() && !InstanceName.isValid(namespace.get())) {
      return Optional.of("--namespace: '" + namespace.get() + "' is not a valid namespace");
    }
    return kubeconfig
        .filter(file -> !Files.isReadable(file))
        .map(file -> "--kubeconfig: can't read " + file);
  }

  /** The name of the vCluster. */
  public String name() {
    return name;
  }

  /** Its namespace in the host cluster; empty: that of the pod, or of the context. */
  public Optional<String> namespace() {
    return namespace;
  }

  /** For the host cluster; empty: in-cluster, else the user's own. */
  public Optional<Path> kubeconfig() {
    return kubeconfig;
  }

  /** The context of the kubeconfig; empty: its current one. */
  public Optional<String> context() {
    return context;
  }

  /** For the virtual cluster; empty: the Secret {@code vc-<name>}. */
  public Optional<Path> virtualKubeconfig() {
    return virtualKubeconfig;
  }

  /**
   * The container whose arguments give {@code syncerFlags}; empty: that of the vCluster's own
   * StatefulSet or Deployment.
   */
  public Optional<String> argumentsFrom() {
    return argumentsFrom;
  }
}
