package vcluster.syncer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which vCluster is observed, and how its two API servers are reached.
 *
 * @param name of the vCluster
 * @param namespace of the host cluster that it is in; empty: that of the pod, or of the context
 * @param kubeconfig for the host; empty: as in a pod, else the user's own
 * @param context of {@code kubeconfig}; empty: its current one
 * @param virtualKubeconfig for the virtual cluster; empty: the Secret {@code vc-<name>}
 * @param argumentsFrom the container whose arguments give {@code syncerFlags}; empty: those of the
 *     vCluster's own StatefulSet or Deployment
 */
public record ObserverOptions(
    String name,
    Optional<String> namespace,
    Optional<Path> kubeconfig,
    Optional<String> context,
    Optional<Path> virtualKubeconfig,
    Optional<String> argumentsFrom) {}
