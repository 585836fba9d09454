package vcluster.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a main takes from its process, as the platform has it.
 *
 * @param variables by their names, which have no case on Windows
 * @param accountHome the home directory of the account; null or {@code ?} where it has none
 * @param policyFile the machine's policy file
 */
public record Environment(
    Map<String, String> variables, @Nullable String accountHome, Path policyFile) {
  /**
   * The environment of a process.
   *
   * @param variables as {@link System#getenv()} has them
   * @param runtime the system properties
   */
  public static Environment of(Map<String, String> variables, Properties runtime) {
    String accountHome = runtime.getProperty("user.home");
    if (!runtime.getProperty("os.name", "").startsWith("Windows")) {
      return new Environment(variables, accountHome, PolicyFile.ofUnix());
    }
    Map<String, String> view = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    view.putAll(variables);
    return new Environment(view, windowsHome(view, accountHome), PolicyFile.ofWindows(view));
  }

  /** As Go finds it: the variables come before what the system knows. */
  private static @Nullable String windowsHome(
      Map<String, String> variables, @Nullable String accountHome) {
    String profile = variables.getOrDefault("USERPROFILE", "");
    if (!profile.isEmpty()) {
      return profile;
    }
    String drive = variables.getOrDefault("HOMEDRIVE", "");
    String path = variables.getOrDefault("HOMEPATH", "");
    return drive.isEmpty() || path.isEmpty() ? accountHome : drive + path;
  }
}
