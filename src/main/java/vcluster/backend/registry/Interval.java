package vcluster.backend.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Releases in the order of versions, by their numbers.
 *
 * @param since the first
 * @param until the first that is no longer in it
 */
public record Interval(int since, int until) {
  /** From this one on they are ours, before it the original's. */
  private static final int OURS = 1_000_000;

  /** All releases of our own. */
  static final Interval OF_OURS = new Interval(OURS, Integer.MAX_VALUE);

  /**
   * Of the original.
   *
   * @param since the first release; any before the first that is known if it is no version
   * @param until the first that is no longer in it; empty if there is none yet
   */
  static Interval of(String since, String until) {
    return new Interval(
        Release.of(since).map(Release::number).orElse(0),
        Release.of(until).map(Release::number).orElse(OURS));
  }

  /** Parses {@code 0.18.0..0.20.0}, {@code 0.18.0..}; empty for {@code never}. */
  static Optional<Interval> parse(String text) {
    int dots = text.indexOf("..");
    return dots < 0
        ? Optional.empty()
        : Optional.of(of(text.substring(0, dots), text.substring(dots + 2)));
  }

  /** What is in both. */
  Optional<Interval> and(Interval other) {
    Interval both = new Interval(Math.max(since, other.since), Math.min(until, other.until));
    return both.since < both.until ? Optional.of(both) : Optional.empty();
  }

  /**
   * What is left of it without gaps.
   *
   * @param gaps versions, or first and last versions such as {@code 0.24.0-0.24.1}, in order and
   *     with blanks between them
   */
  List<Interval> without(String gaps) {
    List<Interval> left = new ArrayList<>();
    int from = since;
    for (String gap : gaps.isEmpty() ? new String[0] : gaps.split(" ", -1)) {
      String[] ends = gap.split("-", -1);
      int first = Release.of(ends[0]).orElseThrow().number();
      new Interval(from, first).and(this).ifPresent(left::add);
      from = Release.of(ends[ends.length - 1]).orElseThrow().number() + 1;
    }
    new Interval(from, until).and(this).ifPresent(left::add);
    return left;
  }
}
