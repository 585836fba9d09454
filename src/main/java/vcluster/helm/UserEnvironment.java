package vcluster.helm;

import java.util.List;
import java.util.Map;

/**
 * The environment as the user had it. The launcher runs Java under a locale of ours and hides from
 * it what would make it print, and leaves each such variable behind under another name.
 */
final class UserEnvironment {
  private static final String SAVED = "VCLUSTER_";
  private static final List<String> NAMES =
      List.of("LC_ALL", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private UserEnvironment() {}

  /** Puts back what the launcher changed; what it saved as empty was not set. */
  static void restore(Map<String, String> environment) {
    for (String name : NAMES) {
      String saved = environment.remove(SAVED + name);
      if (saved != null && saved.isEmpty()) {
        environment.remove(name);
      } else if (saved != null) {
        environment.put(name, saved);
      }
    }
  }
}
