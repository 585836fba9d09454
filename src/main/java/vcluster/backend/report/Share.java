package vcluster.backend.report;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of a population that the counted ones are a sample of.
 *
 * @param x how many of them, from 0 to {@code n}
 * @param n how many were counted, at least 1
 */
public record Share(double x, double n) {
  /** The 97.5th percentile of the normal distribution, for intervals of 95 %. */
  public static final double SURE = 1.959963984540054;

  /** The 99.5th percentile of the normal distribution, for intervals of 99 %. */
  public static final double VERY_SURE = 2.5758293035489004;

  private static final double UNLIKELY = 0.05;

  private static final Pattern TYPED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(%?)");

  /** From {@code low} to {@code high}, of shares from 0 to 1, of differences from -1 to 1. */
  public record Range(double low, double high) {
    /** Whether 0 is outside. */
    public boolean excludesZero() {
      return low > 0 || high < 0;
    }
  }

  /**
   * A share as it is typed, such as {@code 0.1%} or {@code 0.001}.
   *
   * @return from 0 to 1; empty if the text is none
   */
  public static OptionalDouble parse(String text) {
    Matcher typed = TYPED.matcher(text);
    if (!typed.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(typed.group(1));
    double share = typed.group(2).isEmpty() ? number : number / 100;
    return share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
  }

  /** The observed one, from 0 to 1. */
  public double value() {
    return x / n;
  }

  /**
   * The interval that Wilson's score gives (E. B. Wilson 1927), which keeps its promise for few and
   * for small shares; of none at all, from 0 to the share that would give none once in twenty
   * times.
   *
   * @param z how sure it is to be, such as {@link #SURE}
   */
  public Range interval(double z) {
    if (x == 0) {
      return new Range(0, 1 - Math.pow(UNLIKELY, 1 / n));
    }
    return wilson(z);
  }

  private Range wilson(double z) {
    double p = value();
    double squared = z * z / n;
    double center = (p + squared / 2) / (1 + squared);
    double half = z * Math.sqrt(p * (1 - p) / n + squared / (4 * n)) / (1 + squared);
    return new Range(Math.max(0, center - half), Math.min(1, center + half));
  }

  /**
   * The interval of this share minus an earlier one, made of both of Wilson's (R. G. Newcombe 1998,
   * method 10). It takes them for samples of different members; most are the same, so it is wider
   * than it need be.
   *
   * @param z how sure it is to be
   */
  public Range minus(Share earlier, double z) {
    Range now = wilson(z);
    Range before = earlier.wilson(z);
    double difference = value() - earlier.value();
    return new Range(
        difference - Math.hypot(value() - now.low(), before.high() - earlier.value()),
        difference + Math.hypot(now.high() - value(), earlier.value() - before.low()));
  }
}
