package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.Optional;
import vcluster.syncer.ObserverOptions;

/** Finds out how to reach the host's API server. */
final class HostAccess {
  private HostAccess() {}

  /**
   * The configuration from {@code --kubeconfig}, else fabric8's default: the user's kubeconfig, or
   * in a pod its service account, whose token is read again every minute.
   *
   * @throws IllegalArgumentException if the kubeconfig or the context doesn't exist or can't be
   *     used; the message says what to do
   */
  static Config config(ObserverOptions options) {
    String context = options.context().orElse(null);
    Optional<Path> file = options.kubeconfig();
    Config config;
    try {
      config =
          file.isPresent()
              ? Config.fromKubeconfig(context, file.get().toFile())
              : Config.autoConfigure(context);
    } catch (RuntimeException e) {
      // Its message may quote the file, tokens included.
      throw new IllegalArgumentException(
          file.map(named -> named + " is not a kubeconfig")
                  .orElse("The default kubeconfig can't be used")
              + "; set --kubeconfig to another file.");
    }
    options.context().ifPresent(name -> requireContext(config, name));
    return config;
  }

  /** The namespace from {@code --namespace}, else that of the configuration. */
  static String namespace(ObserverOptions options, Config config) {
    return options
        .namespace()
        .or(() -> Optional.ofNullable(config.getNamespace()))
        .orElse("default");
  }

  /** fabric8 falls back to the current context, which may be another cluster. */
  private static void requireContext(Config config, String name) {
    boolean found =
        config.getCurrentContext() != null && name.equals(config.getCurrentContext().getName());
    if (!found) {
      throw new IllegalArgumentException(
          "The kubeconfig has no context '" + name + "'; set --context to one that it has.");
    }
  }
}
