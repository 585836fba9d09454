package vcluster.backend.registry;

import java.time.LocalDate;
import java.util.List;
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

  /** How many minor releases came after a version, up to a day. */
  public long minorsAfter(String version, LocalDate day) {
    Optional<LocalDate> from = of(version);
    return dates.entrySet().stream()
        .filter(entry -> entry.getKey().patch() == 0)
        .filter(
            entry ->
                from.isPresent()
                    && entry.getValue().isAfter(from.get())
                    && !entry.getValue().isAfter(day))
        .count();
  }
}
