package vcluster.helm;

import java.util.ArrayList;
import java.util.List;

/**
 * The cluster to work in; what is empty helm finds as it always does.
 *
 * @param kubeconfig the file of {@code --kubeconfig}
 * @param context the kube context of {@code --context}
 */
public record Cluster(String kubeconfig, String context) {
  /** The options that name it to helm. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (!kubeconfig.isEmpty()) {
      arguments.addAll(List.of("--kubeconfig", kubeconfig));
    }
    if (!context.isEmpty()) {
      arguments.addAll(List.of("--kube-context", context));
    }
    return arguments;
  }
}
