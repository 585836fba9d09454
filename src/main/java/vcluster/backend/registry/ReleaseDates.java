package vcluster.backend.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When the original's releases were made, by the dates of their tags. */
public final class ReleaseDates {
  private static final String BEFORE_ALL = "<=";

  private final TreeMap<Release, LocalDate> dates = new TreeMap<>();

  ReleaseDates(Table releases) {
    for (Table.Row row : releases.rows()) {
      dates.put(Release.of(row.get("version")).orElseThrow(), LocalDate.parse(row.get("date")));
    }
  }

  /**
   * The day of a release.
   *
   * @param version {@code <=0.15}: some time before the first that has reports
   * @return empty if there is no such release
   */
  public Optional<LocalDate> of(String version) {
    String release =
        version.startsWith(BEFORE_ALL) ? version.substring(BEFORE_ALL.length()) + ".0" : version;
    return Release.of(release).map(dates::get);
  }

  /** All releases, such as {@code 0.20.1}. */
  public List<String> versions() {
    return dates.keySet().stream()
        .map(release -> release.major() + "." + release.minor() + "." + release.patch())
        .toList();
  }

  /**
   * The day of a minor release after a version.
   *
   * @param count 1: the first one after it
   * @return empty if there is no such release, or if it has not been made yet
   */
  public Optional<LocalDate> minorAfter(String version, int count) {
    return of(version)
        .flatMap(
            from ->
                dates.entrySet().stream()
                    .filter(entry -> entry.getKey().patch() == 0)
                    .map(Map.Entry::getValue)
                    .filter(day -> day.isAfter(from))
                    .sorted()
                    .skip(count - 1L)
                    .findFirst());
  }
}
