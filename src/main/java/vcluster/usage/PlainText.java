package vcluster.usage;

import java.util.regex.Pattern;

/** Text of unknown origin, such as a mistyped word, made safe for a terminal. */
public final class PlainText {
  /** Controls, invisible formats such as a change of direction, and line separators. */
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final int LONG = 100;

  private PlainText() {}

  /** The text on one line, with an escape such as {@code \u001b} for each control character. */
  public static String of(String text) {
    return UNSAFE
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
  }

  /** Like {@link #of}, with dots for what follows the first 100 characters. */
  public static String cut(String text) {
    return text.length() > LONG ? of(text.substring(0, LONG)) + "..." : of(text);
  }
}
