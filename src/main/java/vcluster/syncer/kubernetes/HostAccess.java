package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.ObserverOptions;

/** How the host's API server is reached. */
final class HostAccess {
  private HostAccess() {}

  /**
   * The configuration from the kubeconfig that is named, else fabric8's own: the user's kubeconfig,
   * or in a pod its service account, whose token is read again every minute.
   *
   * @throws IllegalArgumentException if what was named isn't there; says what to do
   */
  static Config config(ObserverOptions options) {
    String context = options.context().orElse(null);
    Config config =
        options
            .kubeconfig()
            .map(HostAccess::file)
            .map(file -> parse(context, file))
            .orElseGet(() -> found(context));
    options.context().ifPresent(name -> requireContext(config, name));
    return config;
  }

  /** The namespace that was named, else that of the configuration. */
  static String namespace(ObserverOptions options, Config config) {
    return options
        .namespace()
        .or(() -> Optional.ofNullable(config.getNamespace()))
        .orElse("default");
  }

  private static Path file(Path kubeconfig) {
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException(
          "Can't read the kubeconfig "
              + kubeconfig
              + ": give --kubeconfig a file that you may read.");
    }
    return kubeconfig;
  }

  private static Config parse(@Nullable String context, Path file) {
    try {
      return Config.fromKubeconfig(context, file.toFile());
    } catch (RuntimeException e) {
      // Its message may quote the file, tokens included.
      throw new IllegalArgumentException(
          "The file " + file + " is no kubeconfig: give --kubeconfig another.");
    }
  }

  private static Config found(@Nullable String context) {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException e) {
      // As above.
      throw new IllegalArgumentException(
          "The default kubeconfig can't be used: give --kubeconfig another.");
    }
  }

  /** fabric8 falls back to the current context, which may be another cluster. */
  private static void requireContext(Config config, String name) {
    boolean found =
        config.getCurrentContext() != null && name.equals(config.getCurrentContext().getName());
    if (!found) {
      throw new IllegalArgumentException(
          "The kubeconfig has no context " + name + ": give --context one that it has.");
    }
  }
}
