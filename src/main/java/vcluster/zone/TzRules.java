package vcluster.zone;

import org.jspecify.annotations.Nullable;

/**
 * What a zone is called in any year from some time on. Offsets are seconds east of UTC; start and
 * end of daylight saving time are null where there is none.
 */
record TzRules(
    String standard,
    int standardOffset,
    String daylight,
    int daylightOffset,
    @Nullable Rule start,
    @Nullable Rule end) {
  private static final int DAY_SECONDS = 86_400;

  /** The same name all year. */
  static TzRules fixed(String name) {
    return new TzRules(name, 0, name, 0, null, null);
  }

  /** The abbreviation in force at that time. */
  String nameAt(long unixSeconds) {
    if (start == null || end == null) {
      return standard;
    }
    long day = Math.floorDiv(unixSeconds, DAY_SECONDS);
    long year = Years.of(day);
    long second = unixSeconds - Years.firstDay(year) * DAY_SECONDS;
    long from = start.secondsInto(year) - standardOffset;
    long to = end.secondsInto(year) - daylightOffset;
    if (from <= to) {
      return second >= from && second < to ? daylight : standard;
    }
    // South of the equator, where daylight saving time contains the turn of the year.
    return second >= to && second < from ? standard : daylight;
  }

  /**
   * One change of the clock that comes every year.
   *
   * @param form {@link #WEEKDAY}, {@link #JULIAN} or {@link #DAY}
   * @param month 1 to 12, of a weekday
   * @param week 1 to 5, of a weekday; 5 is the last in the month
   * @param day Sunday is 0; or the day of the year, from 1 and never 29 February ({@code JULIAN}),
   *     or from 0 ({@code DAY})
   * @param time seconds after midnight by the clock before the change; may be negative, or beyond a
   *     day
   */
  record Rule(char form, int month, int week, int day, int time) {
    static final char WEEKDAY = 'M';
    static final char JULIAN = 'J';
    static final char DAY = '0';

    private static final int MARCH_FIRST = 60;

    /** When it comes, in seconds of that clock since the year began. */
    long secondsInto(long year) {
      return dayOfYear(year) * DAY_SECONDS + time;
    }

    private long dayOfYear(long year) {
      return switch (form) {
        case WEEKDAY -> weekday(year);
        case JULIAN -> day - 1 + (day >= MARCH_FIRST && Years.isLeap(year) ? 1 : 0);
        default -> day;
      };
    }

    private long weekday(long year) {
      long first = Years.dayOfYear(year, month);
      long days = Years.dayOfYear(year, month + 1) - first;
      long inMonth = Math.floorMod(day - Years.weekday(Years.firstDay(year) + first), 7);
      for (int i = 1; i < week && inMonth + 7 < days; i++) {
        inMonth += 7;
      }
      return first + inMonth;
    }
  }
}
