package vcluster.backend.registry;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a release; a pre-release counts as its release. */
public record Release(int major, int minor, int patch) implements Comparable<Release> {
  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:[+-].*)?");
  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::major)
          .thenComparingInt(Release::minor)
          .thenComparingInt(Release::patch);

  /** The release that a version names, such as {@code v0.20.0-beta.5}; empty if it names none. */
  public static Optional<Release> of(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    return numbers.matches()
        ? Optional.of(new Release(part(numbers, 1), part(numbers, 2), part(numbers, 3)))
        : Optional.empty();
  }

  /**
   * By which releases are compared as numbers: {@code major * 1_000_000 + minor * 1_000 + patch}.
   */
  int number() {
    return major * 1_000_000 + minor * 1_000 + patch;
  }

  /** Whether it comes before another one. */
  public boolean isBefore(Release other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }

  private static int part(Matcher numbers, int group) {
    return Integer.parseInt(numbers.group(group));
  }
}
