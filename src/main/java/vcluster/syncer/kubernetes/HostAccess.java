package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
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

  /** Why the configuration is unlikely to work, in one line; empty if nothing speaks against it. */
  static Optional<String> warning(Config config) {
    if (config.getCurrentContext() == null) {
      return config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)
          ? Optional.of(nothingFound(config))
          : Optional.empty();
    }
    boolean credentials = config.getAutoOAuthToken() != null || config.getClientCertData() != null;
    return credentials ? Optional.empty() : program(config).map(it -> noCredentials(it, config));
  }

  private static String nothingFound(Config config) {
    return "Found neither a kubeconfig (%s) nor the environment of a pod; trying %s."
            .formatted(String.join(", ", Config.getKubeconfigFilenames()), config.getMasterUrl())
        + " Set --kubeconfig.";
  }

  private static String noCredentials(String program, Config config) {
    return "The program '%s', from which %s gets its credentials, gives none. Install or repair it."
        .formatted(program, config.getFileWithAuthInfo());
  }

  /** The program that the kubeconfig names as the source of its user's credentials. */
  private static Optional<String> program(Config config) {
    String user = config.getCurrentContext().getContext().getUser();
    return Optional.ofNullable(config.getFileWithAuthInfo())
        .map(KubeConfigUtils::parseConfig)
        .flatMap(file -> file.getUsers().stream().filter(it -> it.getName().equals(user)).findAny())
        .map(found -> found.getUser().getExec())
        .map(ExecConfig::getCommand);
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
