package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class YearsTest {

  @Test
  void everyDayOfFiveCenturies_isAsInJavaTime() {
    LocalDate end = LocalDate.of(2300, 1, 1);
    for (LocalDate date = LocalDate.of(1799, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
      long day = date.toEpochDay();
      long year = Years.of(day);
      assertThat(year).isEqualTo(date.getYear());
      assertThat(Years.isLeap(year)).isEqualTo(date.isLeapYear());
      assertThat(Years.weekday(day)).isEqualTo(date.getDayOfWeek().getValue() % 7);
      assertThat(Years.firstDay(year) + Years.dayOfYear(year, date.getMonthValue()))
          .isEqualTo(date.withDayOfMonth(1).toEpochDay());
      assertThat(Years.dayOfYear(year, 13)).isEqualTo(date.lengthOfYear());
    }
  }
}
