package vcluster.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of the user's is: the one value that owns these paths.
 *
 * @param home the home directory, verbatim as it goes into the machine hash
 * @param config the file that keeps the choice, absolute
 * @param telemetry the folder of the outbox, the log and the locks, absolute
 */
public record UserFiles(String home, Path config, Path telemetry) {

  /**
   * Finds them, without touching the disk.
   *
   * @param configOption the value of {@code --config}; null or empty: the default
   * @throws NoHomeException if there is no home directory
   */
  public static UserFiles locate(
      Map<String, String> environment,
      @Nullable String accountHome,
      Path workingDirectory,
      @Nullable String configOption)
      throws NoHomeException {
    String home = Home.of(environment, accountHome);
    Path folder = path(workingDirectory, home).resolve(".vcluster");
    Path config =
        configOption == null || configOption.isEmpty()
            ? folder.resolve("config.json")
            : path(workingDirectory, configOption);
    return new UserFiles(home, config, folder.resolve("telemetry"));
  }

  private static Path path(Path workingDirectory, String text) throws NoHomeException {
    try {
      return workingDirectory.resolve(text);
    } catch (InvalidPathException e) {
      throw new NoHomeException("not a path: " + e.getReason());
    }
  }
}
