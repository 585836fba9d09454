package vcluster.backend.report;

import java.util.Locale;
import java.util.OptionalLong;

/** Numbers as people read them. */
public final class Words {
  /** What is not told. */
  public static final String UNTOLD = "-";

  private Words() {}

  /** With a comma after each three digits, in every language. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things, such as {@code 1 run} or {@code 1,204 runs}. */
  static String counted(long number, String thing) {
    return number(number) + ' ' + thing + (number == 1 ? "" : "s");
  }

  /** A number, if it is told. */
  public static String number(OptionalLong number) {
    return number.isPresent() ? number(number.getAsLong()) : UNTOLD;
  }

  /** Established members, and those of one day beside them. */
  static String members(Count established, OptionalLong once) {
    return established + once(once);
  }

  /** Those of one day, beside the others. */
  static String once(OptionalLong once) {
    return once.orElse(0) == 0 ? "" : " (+" + number(once) + " once)";
  }
}
