package vcluster.helm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart's version by <a href="https://semver.org/spec/v2.0.0.html">semver.org</a>.
 *
 * @param text the whole version, without a leading {@code v}
 */
public record ChartVersion(int major, int minor, int patch, String text) {
  private static final int MAX_LENGTH = 250;

  /** Nine digits at most: no chart counts further, and an int holds them. */
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";

  private static final String PRE_RELEASE = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final String BUILD = "[0-9a-zA-Z-]+";
  private static final Pattern FORM =
      Pattern.compile(
          String.join("\\.", NUMBER, NUMBER, NUMBER) + more("-", PRE_RELEASE) + more("\\+", BUILD));

  /** Reads a version, with or without a leading {@code v}; empty if it is none. */
  public static Optional<ChartVersion> parse(String given) {
    String text = given.startsWith("v") ? given.substring(1) : given;
    Matcher matcher = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChartVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3), text));
  }

  /** Whether this is older than the release {@code 0.minor.patch}; a pre-release is its release. */
  boolean isBefore(int minor, int patch) {
    return major == 0 && (this.minor < minor || (this.minor == minor && this.patch < patch));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static String more(String start, String part) {
    return "(?:" + start + part + "(?:\\." + part + ")*)?";
  }
}
