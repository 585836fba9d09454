package vcluster.zone;

/** The Gregorian calendar in whole days since 1970, without the classes of java.time. */
final class Years {
  private static final int CYCLE_YEARS = 400;
  private static final int CYCLE_DAYS = 146_097;

  private Years() {}

  /** The year that has this day. */
  static long of(long day) {
    long year = 1970 + Math.floorDiv(day * CYCLE_YEARS, CYCLE_DAYS);
    while (firstDay(year) > day) {
      year--;
    }
    while (firstDay(year + 1) <= day) {
      year++;
    }
    return year;
  }

  /** 1 January of the year. */
  static long firstDay(long year) {
    long before = year - 1;
    long leaps =
        Math.floorDiv(before, 4) - Math.floorDiv(before, 100) + Math.floorDiv(before, CYCLE_YEARS);
    return (year - 1970) * 365 + leaps - 477;
  }

  static boolean isLeap(long year) {
    return firstDay(year + 1) - firstDay(year) == 366;
  }

  /** 0 for a Sunday. */
  static int weekday(long day) {
    // 1 January 1970 was a Thursday.
    return Math.floorMod(day + 4, 7);
  }

  /** How many days of the year come before the month; 13 for all of them. */
  static int dayOfYear(long year, int month) {
    // Counted from March the lengths of the months follow a line: 31 30 31 30 31 31 30 31 30 31 31.
    if (month <= 2) {
      return month == 1 ? 0 : 31;
    }
    int fromMarch = (153 * (month - 3) + 2) / 5;
    return 59 + (isLeap(year) ? 1 : 0) + fromMarch;
  }
}
