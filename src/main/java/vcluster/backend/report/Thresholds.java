package vcluster.backend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where verdicts begin. Shares are from 0 to 1.
 *
 * @param kept an item is kept if its share is surely as great as this
 * @param removable a deprecated item may go if its share is surely below this. Chrome takes a
 *     greater one for too much use to remove something
 * @param fewest how many have to be exposed for any verdict
 * @param some how many have to be exposed for weak evidence that nobody uses an item
 * @param many how many have to be exposed for evidence that nobody does
 * @param days for how long
 * @param rolledOut which share of the established members has to be exposed
 * @param census whether the members are all there are: their shares are no estimates
 */
public record Thresholds(
    double kept,
    double removable,
    long fewest,
    long some,
    long many,
    int days,
    double rolledOut,
    boolean census) {
  /** The sources are in docs/reports.md#verdicts. */
  public static final Thresholds DEFAULT =
      new Thresholds(0.01, 0.001, 300, 1_000, 3_000, 90, 0.2, false);

  /** For a fleet of which everybody is counted: any number of members will do. */
  public static final Thresholds CENSUS = new Thresholds(0.01, 0.001, 1, 1, 1, 90, 0.2, true);

  private static final int MOST_DAYS = 90;

  /** Few more or less than before are no trend in a census, which has no intervals to tell. */
  private static final int A_FEW = 2;

  /** All numbers, by the names that they are typed by. */
  public Map<String, Number> values() {
    Map<String, Number> values = new LinkedHashMap<>();
    values.put("kept", kept);
    values.put("removable", removable);
    values.put("fewest", fewest);
    values.put("some", some);
    values.put("many", many);
    values.put("days", days);
    values.put("rolled-out", rolledOut);
    return values;
  }

  /** Those that differ from what they would be, in words. */
  public Map<String, String> chosen() {
    Map<String, Number> usual = (census ? CENSUS : DEFAULT).values();
    Map<String, String> chosen = new LinkedHashMap<>();
    values()
        .forEach(
            (name, value) -> {
              if (!value.equals(usual.get(name))) {
                chosen.put(name, words(value));
              }
            });
    return chosen;
  }

  /** What readers of verdicts have to know of them, in sentences; none of the usual ones. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (census) {
      notes.add(
          "A census: these members are all there are, so shares are exact, and few are enough.");
    }
    if (!chosen().isEmpty()) {
      notes.add(
          chosen().entrySet().stream()
              .map(chosen -> chosen.getKey() + ' ' + chosen.getValue())
              .collect(Collectors.joining(", ", "Thresholds of this report: ", ".")));
    }
    return notes;
  }

  private static String words(Number value) {
    return value instanceof Double share
        ? ItemDecision.percent(share)
        : Words.number(value.longValue());
  }

  /**
   * With another number for one of them.
   *
   * @param name one of {@link #values()}
   * @param text a share such as {@code 0.1%} or {@code 0.001}, else a whole number
   * @throws IllegalArgumentException which says what is expected
   */
  public Thresholds with(String name, String text) {
    return new Thresholds(
        name.equals("kept") ? share(text) : kept,
        name.equals("removable") ? share(text) : removable,
        name.equals("fewest") ? whole(text, Integer.MAX_VALUE) : fewest,
        name.equals("some") ? whole(text, Integer.MAX_VALUE) : some,
        name.equals("many") ? whole(text, Integer.MAX_VALUE) : many,
        name.equals("days") ? whole(text, MOST_DAYS) : days,
        name.equals("rolled-out") ? share(text) : rolledOut,
        census);
  }

  private static double share(String text) {
    return Share.parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("a share is expected, such as 0.001 or 0.1%"));
  }

  private static int whole(String text, int most) {
    boolean number = text.matches("\\d{1,10}");
    if (!number || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(
          "a number from 1 to " + Words.number(most) + " is expected");
    }
    return Integer.parseInt(text);
  }

  /** Between which shares the true one is, at 95 %; in a census it is the share itself. */
  public Share.Range interval(Share share) {
    return census ? new Share.Range(share.value(), share.value()) : share.interval(Share.SURE);
  }

  /**
   * How a share has changed. In a census exactly, and not if it is but a few members.
   *
   * @param z how sure it is to be, such as {@link Share#VERY_SURE}
   */
  Share.Range change(Share now, Share before, double z) {
    if (!census) {
      return now.minus(before, z);
    }
    double change = Math.abs(now.x() - before.x()) > A_FEW ? now.value() - before.value() : 0;
    return new Share.Range(change, change);
  }
}
