package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/**
 * The cluster to work in; what is empty helm finds as it always does. As in <a
 * href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">
 * kubectl</a>, of several kubeconfig files the first that says a thing counts.
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

  /**
   * The namespace of the context; empty if the kubeconfig files name none.
   *
   * @throws CommandException if a file that is there can't be understood: without it an instance
   *     might come to lie in another namespace than the user's
   */
  public Optional<String> namespace(Map<String, String> environment, Path workingDirectory)
      throws CommandException {
    List<JsonNode> configs = new ArrayList<>();
    for (Path file : files(environment, workingDirectory)) {
      if (Files.exists(file)) {
        configs.add(read(file));
      }
    }
    // helm reads this variable too.
    String other = environment.getOrDefault("HELM_KUBECONTEXT", "");
    String named = context.isEmpty() ? other : context;
    return namespace(configs, named.isEmpty() ? current(configs) : named);
  }

  /** The kubeconfig files that helm will read. */
  List<Path> files(Map<String, String> environment, Path workingDirectory) {
    if (!kubeconfig.isEmpty()) {
      return List.of(workingDirectory.resolve(kubeconfig));
    }
    List<Path> files = new ArrayList<>();
    for (String name : environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
      if (!name.isEmpty()) {
        files.add(workingDirectory.resolve(name));
      }
    }
    String home = environment.getOrDefault("HOME", "");
    if (files.isEmpty() && !home.isEmpty()) {
      files.add(workingDirectory.resolve(home).resolve(".kube").resolve("config"));
    }
    return files;
  }

  private static Optional<String> namespace(List<JsonNode> configs, String context) {
    for (JsonNode config : configs) {
      for (JsonNode entry : config.path("contexts")) {
        if (entry.path("name").asText().equals(context)) {
          return Optional.of(entry.path("context").path("namespace").asText())
              .filter(namespace -> !namespace.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  private static String current(List<JsonNode> configs) {
    return configs.stream()
        .map(config -> config.path("current-context").asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static JsonNode read(Path file) throws CommandException {
    return Yaml.read(file)
        .orElseThrow(
            () ->
                new CommandException(
                    Failure.HELM,
                    file
                        + " can't be read, so the kube context's namespace is unknown; set one with"
                        + " -n"));
  }
}
