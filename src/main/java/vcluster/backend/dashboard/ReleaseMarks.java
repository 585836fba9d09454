package vcluster.backend.dashboard;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import vcluster.backend.registry.ReleaseDates;

/** When minor releases were made, for charts. */
final class ReleaseMarks {
  private ReleaseMarks() {}

  static Map<LocalDate, String> of(ReleaseDates dates) {
    Map<LocalDate, String> marks = new TreeMap<>();
    for (String version : dates.versions()) {
      if (version.endsWith(".0")) {
        dates
            .of(version)
            .ifPresent(day -> marks.put(day, version.substring(0, version.lastIndexOf('.'))));
      }
    }
    return marks;
  }
}
