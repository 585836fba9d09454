package vcluster.zone;

import java.util.Optional;
import vcluster.zone.TzRules.Rule;

/**
 * Reads the rule string at the end of a zone file: the POSIX form of {@code TZ} with tzcode's
 * extensions, just as far as Go's {@code tzset} takes it.
 */
final class TzFooter {
  private static final int HOUR = 3600;
  private static final int MINUTE = 60;

  /** tzcode's rules for a string that names a daylight saving time and no rules for it. */
  private static final Rule DEFAULT_START = new Rule(Rule.WEEKDAY, 3, 2, 0, 2 * HOUR);

  private static final Rule DEFAULT_END = new Rule(Rule.WEEKDAY, 11, 1, 0, 2 * HOUR);

  private final String text;
  private int at;
  private boolean malformed;

  private TzFooter(String text) {
    this.text = text;
  }

  /** The rules, or empty if the text is not a rule string. */
  static Optional<TzRules> parse(String text) {
    TzFooter footer = new TzFooter(text);
    TzRules rules = footer.rules();
    return footer.malformed ? Optional.empty() : Optional.of(rules);
  }

  // From here on: a mistake is noted, reading goes on, and the result is thrown away above.

  private TzRules rules() {
    String standard = name();
    int standardOffset = -duration();
    if (next() == '\0' || next() == ',') {
      return TzRules.fixed(standard);
    }
    String daylight = name();
    boolean usual = next() == '\0' || next() == ',';
    int daylightOffset = usual ? standardOffset + HOUR : -duration();
    Rule start = DEFAULT_START;
    Rule end = DEFAULT_END;
    if (next() != '\0') {
      skip(next() == ';' ? ';' : ',');
      start = rule();
      skip(',');
      end = rule();
    }
    malformed |= at < text.length();
    return new TzRules(standard, standardOffset, daylight, daylightOffset, start, end);
  }

  private String name() {
    int from = at;
    if (next() == '<') {
      while (next() != '>' && next() != '\0') {
        at++;
      }
      skip('>');
      return malformed ? "" : text.substring(from + 1, at - 1);
    }
    while (!endsName(next())) {
      at++;
    }
    malformed |= at - from < 3;
    return text.substring(from, at);
  }

  private static boolean endsName(char c) {
    return isDigit(c) || c == ',' || c == '-' || c == '+' || c == '\0';
  }

  private Rule rule() {
    char form = next();
    int month = 0;
    int week = 0;
    int day;
    if (form == Rule.WEEKDAY) {
      at++;
      month = number(1, 12);
      skip('.');
      week = number(1, 5);
      skip('.');
      day = number(0, 6);
    } else if (form == Rule.JULIAN) {
      at++;
      day = number(1, 365);
    } else {
      form = Rule.DAY;
      day = number(0, 365);
    }
    return new Rule(form, month, week, day, timeOfDay());
  }

  private int timeOfDay() {
    if (next() != '/') {
      return 2 * HOUR;
    }
    at++;
    return duration();
  }

  /** Seconds, from {@code [+-]hh[:mm[:ss]]}; POSIX stops at 24 hours, tzcode and Go at a week. */
  private int duration() {
    boolean negative = next() == '-';
    if (negative || next() == '+') {
      at++;
    }
    int seconds = number(0, 24 * 7) * HOUR;
    if (next() == ':') {
      at++;
      seconds += number(0, 59) * MINUTE;
      if (next() == ':') {
        at++;
        seconds += number(0, 59);
      }
    }
    return negative ? -seconds : seconds;
  }

  private int number(int min, int max) {
    int from = at;
    int value = 0;
    while (isDigit(next()) && value <= max) {
      value = value * 10 + next() - '0';
      at++;
    }
    malformed |= at == from || value < min || value > max;
    return value;
  }

  private void skip(char expected) {
    malformed |= next() != expected;
    at++;
  }

  /** The character to read next; NUL behind the end, and for a NUL in the text: no rule has one. */
  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
