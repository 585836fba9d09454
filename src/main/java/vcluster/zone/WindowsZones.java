package vcluster.zone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TimeZone;
import vcluster.files.SmallFile;

/**
 * The abbreviation of the local time zone on Windows, which has no zone files and whose registry
 * has no abbreviations (docs/protocol.md#time-zone).
 */
public final class WindowsZones {
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final long MILLIS = 1000;

  private WindowsZones() {}

  /**
   * What the zone is called at that time.
   *
   * @param unixSeconds seconds since 1970
   * @param zone the default zone, which the Java runtime found by the registry
   * @param mappings the runtime's own table for that, {@code lib/tzmappings} below {@code
   *     java.home}: read backwards it gives the registry's name. Where it does not, as for a
   *     machine that has daylight saving time switched off, the answer is the offset, as tzdata
   *     writes it
   */
  public static String at(long unixSeconds, TimeZone zone, Path mappings) {
    int offset = zone.getOffset(unixSeconds * MILLIS);
    Optional<String> name = registryName(zone.getID(), mappings);
    return name.isPresent()
        ? abbreviation(name.get(), offset > zone.getRawOffset())
        : numeric(offset / (int) MILLIS);
  }

  /**
   * The abbreviation for a name of the registry.
   *
   * @param registryName the key of the zone in English, such as {@code W. Europe Standard Time}
   * @param daylight whether daylight saving time is in force
   */
  public static String abbreviation(String registryName, boolean daylight) {
    String known = known(registryName);
    if (known.isEmpty()) {
      String name = daylight ? registryName.replace("Standard", "Daylight") : registryName;
      return name.replaceAll("[^A-Z]", "");
    }
    int slash = known.indexOf('/');
    if (slash < 0) {
      return known;
    }
    return daylight ? known.substring(slash + 1) : known.substring(0, slash);
  }

  /**
   * From our table of lines such as {@code Tokyo Standard Time=JST}; empty if it has no such name.
   */
  private static String known(String registryName) {
    try (InputStream table = WindowsZones.class.getResourceAsStream("windows-zones.txt")) {
      String text = new String(table.readAllBytes(), StandardCharsets.US_ASCII);
      String start = "\n" + registryName + "=";
      int at = text.indexOf(start);
      return at < 0
          ? ""
          : text.substring(at + start.length(), text.indexOf('\n', at + start.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of the table are {@code W. Europe Standard Time:DE:Europe/Berlin:}. */
  private static Optional<String> registryName(String id, Path mappings) {
    Optional<byte[]> content = SmallFile.read(mappings, MAX_FILE_BYTES);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    String text = new String(content.get(), StandardCharsets.ISO_8859_1);
    int at = text.indexOf(":" + id + ":");
    if (at < 0) {
      return Optional.empty();
    }
    int line = text.lastIndexOf('\n', at) + 1;
    return Optional.of(text.substring(line, text.indexOf(':', line)));
  }

  /** {@code -03} or {@code +0545}. */
  private static String numeric(int offset) {
    int minutes = Math.abs(offset) / 60;
    int hours = minutes / 60;
    StringBuilder text = new StringBuilder(5).append(offset < 0 ? '-' : '+');
    text.append(hours / 10).append(hours % 10);
    if (minutes % 60 != 0) {
      text.append(minutes % 60 / 10).append(minutes % 10);
    }
    return text.toString();
  }
}
