package vcluster.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** The home directory, as the original resolves it (docs/protocol.md#the-choice). */
public final class Home {
  private Home() {}

  /**
   * {@code HOME} if it is not empty, verbatim; only then the account's home.
   *
   * @param accountHome what the system says of the account ({@code user.home}); null or {@code ?}
   *     for an account without one
   * @throws CommandException if there is neither
   */
  public static String of(Map<String, String> environment, @Nullable String accountHome)
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
  static boolean isGarbled(String path) {
    return path.indexOf('\ufffd') >= 0;
  }
}
