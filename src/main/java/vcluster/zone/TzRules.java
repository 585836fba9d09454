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
    @Nullable TzRule start,
    @Nullable TzRule end) {

  /** The same name all year. */
  static TzRules fixed(String name) {
    return new TzRules(name, 0, name, 0, null, null);
  }

  /** The abbreviation in force at that time. */
  String nameAt(long unixSeconds) {
    if (start == null || end == null) {
      return standard;
    }
    long day = Math.floorDiv(unixSeconds, TzRule.DAY_SECONDS);
    long year = Years.of(day);
    long second = unixSeconds - Years.firstDay(year) * TzRule.DAY_SECONDS;
    long from = start.secondsInto(year) - standardOffset;
    long to = end.secondsInto(year) - daylightOffset;
    if (from <= to) {
      return second >= from && second < to ? daylight : standard;
    }
    // South of the equator, where daylight saving time contains the turn of the year.
    return second >= to && second < from ? standard : daylight;
  }
}
