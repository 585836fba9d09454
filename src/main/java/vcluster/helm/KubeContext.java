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
 * What kubeconfig files say of a context. As in <a
 * href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">
 * kubectl</a>, of several files the first that says a thing counts.
 */
public final class KubeContext {
  private KubeContext() {}

  /**
   * The files that helm will read.
   *
   * @param named the file of {@code --kubeconfig}, empty if not given
   */
  public static List<Path> files(
      Map<String, String> environment, Path workingDirectory, String named) {
    if (!named.isEmpty()) {
      return List.of(workingDirectory.resolve(named));
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

  /**
   * The namespace of a context; empty if the files name none.
   *
   * @param context its name; empty for the current one
   * @throws CommandException if a file that is there can't be understood: without it an instance
   *     might come to lie in another namespace than the user's
   */
  public static Optional<String> namespace(List<Path> files, String context)
      throws CommandException {
    List<JsonNode> configs = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        configs.add(read(file));
      }
    }
    String name = context.isEmpty() ? current(configs) : context;
    for (JsonNode config : configs) {
      for (JsonNode entry : config.path("contexts")) {
        if (entry.path("name").asText().equals(name)) {
          return Optional.of(entry.path("context").path("namespace").asText())
              .filter(namespace -> !namespace.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  private static String current(List<JsonNode> configs) {
    for (JsonNode config : configs) {
      String name = config.path("current-context").asText();
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
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
