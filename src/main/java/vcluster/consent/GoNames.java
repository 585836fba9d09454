package vcluster.consent;

/** How Go matches the names of JSON members: without regard to case. */
public final class GoNames {
  private GoNames() {}

  /**
   * The form in which two names that Go takes for one are equal: ASCII letters in lower case, and
   * the two letters beyond ASCII that Unicode's simple folding maps to one, long s and the Kelvin
   * sign.
   */
  public static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      folded.append(fold(name.charAt(i)));
    }
    return folded.toString();
  }

  private static char fold(char c) {
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + ('a' - 'A'));
    }
    return switch (c) {
      case '\u017f' -> 's';
      case '\u212a' -> 'k';
      default -> c;
    };
  }
}
