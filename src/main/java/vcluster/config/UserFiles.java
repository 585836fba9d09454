package vcluster.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/**
 * Where everything of the user's is: the one value that owns these paths.
 *
 * @param config the file that keeps the choice, absolute
 * @param home the home directory, verbatim as it goes into the machine hash; empty where there is
 *     none, which only an explicit config file allows
 * @param telemetry the folder of the outbox, the log and the locks, absolute; there where a home is
 */
public record UserFiles(Path config, Optional<String> home, Optional<Path> telemetry) {
  static final String CONFIG = "config.json";

  /**
   * Finds them, without touching the disk.
   *
   * @param configOption the value of {@code --config}; null or empty: the default
   * @throws CommandException if a path has to lie below a home directory and there is none
   */
  public static UserFiles locate(
      Map<String, String> environment,
      @Nullable String accountHome,
      Path workingDirectory,
      @Nullable String configOption)
      throws CommandException {
    boolean explicit = configOption != null && !configOption.isEmpty();
    String home;
    try {
      home = home(environment, accountHome);
    } catch (CommandException e) {
      if (!explicit) {
        throw e;
      }
      return new UserFiles(
          path(workingDirectory, configOption), Optional.empty(), Optional.empty());
    }
    Path folder = path(workingDirectory, home).resolve(".vcluster");
    Path config = explicit ? path(workingDirectory, configOption) : folder.resolve(CONFIG);
    return new UserFiles(config, Optional.of(home), Optional.of(folder.resolve("telemetry")));
  }

  /** Whether the choice is kept where it is unless another file is named. */
  public boolean hasDefaultConfig() {
    return telemetry.isPresent() && config.equals(telemetry.get().resolveSibling(CONFIG));
  }

  private static Path path(Path workingDirectory, @Nullable String text) throws CommandException {
    Path path;
    try {
      path = workingDirectory.resolve(String.valueOf(text));
    } catch (InvalidPathException e) {
      throw new CommandException(Failure.CONFIG, "not a path: " + e.getReason());
    }
    if (isGarbled(path.toString())) {
      throw new CommandException(Failure.CONFIG, path + " is not valid UTF-8; use a path that is");
    }
    return path;
  }

  /**
   * The home directory as the original resolves it: {@code HOME} verbatim if it is not empty, else
   * the account's home.
   *
   * @param accountHome what the system says of the account ({@code user.home}); null or {@code ?}
   *     for an account without one
   * @throws CommandException if there is neither
   */
  static String home(Map<String, String> environment, @Nullable String accountHome)
      throws CommandException {
    String home = environment.getOrDefault("HOME", "");
    if (isGarbled(home)) {
      throw new CommandException(
          Failure.CONFIG, "HOME is not valid UTF-8; set it to a path that is");
    }
    if (!home.isEmpty()) {
      return home;
    }
    if (accountHome == null || accountHome.isEmpty() || accountHome.equals("?")) {
      throw new CommandException(
          Failure.CONFIG, "no home directory; set HOME, or name a file with --config");
    }
    return accountHome;
  }

  /** Whether there were bytes in it that Java could not decode: it names another file now. */
  private static boolean isGarbled(String path) {
    return path.indexOf('\ufffd') >= 0;
  }
}
