package vcluster.helm;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** Where the helm program is. */
public final class HelmBinary {
  /** What it is called where nothing else is said. */
  public static final String DEFAULT = "helm";

  private HelmBinary() {}

  /**
   * Finds it: a name on {@code PATH}, anything with a separator in it as a path. As in Go, entries
   * of {@code PATH} that depend on the working directory count for nothing.
   *
   * @throws CommandException if there is none
   */
  public static Path find(String named, Map<String, String> environment, Path workingDirectory)
      throws CommandException {
    boolean path = named.indexOf('/') >= 0 || named.indexOf(File.separatorChar) >= 0;
    if (path) {
      return executable(workingDirectory, named)
          .orElseThrow(
              () ->
                  new CommandException(
                      Failure.HELM, named + " is not an executable; set --helm-binary to helm"));
    }
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Optional<Path> found = inFolder(folder, named);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new CommandException(
        Failure.HELM,
        named
            + " was not found on PATH; install helm (https://helm.sh/docs/intro/install/) or set"
            + " --helm-binary");
  }

  private static Optional<Path> inFolder(String folder, String name) {
    try {
      Path path = Path.of(folder);
      return path.isAbsolute()
          ? executable(path, name).or(() -> executable(path, name + ".exe"))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> executable(Path folder, String name) {
    try {
      return Optional.of(folder.resolve(name))
          .filter(Files::isRegularFile)
          .filter(Files::isExecutable);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
