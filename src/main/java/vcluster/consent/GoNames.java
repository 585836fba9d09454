package vcluster.consent;

import java.util.Locale;

/** How Go matches the names of JSON members: without regard to case. */
public final class GoNames {
  private GoNames() {}

  /**
   * The form in which a name equals an ASCII name that Go takes for the same: in lower case, and
   * with the two letters beyond ASCII that Unicode's simple folding maps to one, long s and the
   * Kelvin sign, which has a lower case.
   */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('\u017f', 's');
  }
}
