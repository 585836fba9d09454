package vcluster.zone;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a system keeps its compiled time zones.
 *
 * @param localtime the zone of the machine
 * @param folders where named zones are, asked in this order
 */
public record ZoneFiles(Path localtime, List<Path> folders) {

  /** The places where Go looks on Unix ({@code platformZoneSources} of its time package). */
  public static ZoneFiles ofSystem() {
    return new ZoneFiles(
        Path.of("/etc/localtime"),
        List.of(
            Path.of("/usr/share/zoneinfo"),
            Path.of("/usr/share/lib/zoneinfo"),
            Path.of("/usr/lib/locale/TZ"),
            Path.of("/etc/zoneinfo")));
  }
}
