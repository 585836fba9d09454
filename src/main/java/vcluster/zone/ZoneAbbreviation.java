package vcluster.zone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.files.SmallFile;

/**
 * The abbreviation of the local time zone on Unix, as Go's {@code initLocal} finds it
 * (docs/protocol.md#time-zone).
 */
public final class ZoneAbbreviation {
  private static final String UTC = "UTC";

  /** The largest zone of today's tzdata has 4 KiB; Go's limit is 10 MiB. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  /** Today's longest abbreviations have 5 characters, and zic warns beyond 6. */
  private static final int MAX_LENGTH = 16;

  private ZoneAbbreviation() {}

  /**
   * What the local zone is called at that time, such as {@code CEST} or {@code -03}; {@code UTC}
   * for whatever is missing, unreadable or wrong.
   *
   * @param unixSeconds seconds since 1970
   * @param tz the value of {@code TZ}; null if it is not set, which is another thing than empty
   */
  public static String at(long unixSeconds, @Nullable String tz, ZoneFiles files) {
    Optional<TzFile> zone = tz == null ? load(files.localtime()) : named(tz, files);
    if (zone.isEmpty()) {
      return UTC;
    }
    String name = zone.get().nameAt(unixSeconds);
    return isAbbreviation(name) ? name : UTC;
  }

  private static Optional<TzFile> named(String tz, ZoneFiles files) {
    String name = tz.startsWith(":") ? tz.substring(1) : tz;
    // A slash at the end asks for a folder; Path would drop it.
    if (name.isEmpty() || name.equals(UTC) || name.endsWith("/")) {
      return Optional.empty();
    }
    try {
      return name.startsWith("/") ? load(Path.of(name)) : search(name, files);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A file that is no zone does not end the search, as in Go. */
  private static Optional<TzFile> search(String name, ZoneFiles files) {
    for (Path folder : files.folders()) {
      Optional<TzFile> zone = load(folder.resolve(name));
      if (zone.isPresent()) {
        return zone;
      }
    }
    return Optional.empty();
  }

  private static Optional<TzFile> load(Path file) {
    Optional<byte[]> content = SmallFile.read(file, MAX_FILE_BYTES);
    return content.isPresent() ? TzFile.parse(content.get()) : Optional.empty();
  }

  /**
   * Whether this looks like one (RFC 9636 section 3.2). Go sends whatever the file says; but {@code
   * TZ} may name any file, and text from it must not leave the machine.
   */
  private static boolean isAbbreviation(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean numeric = (c >= '0' && c <= '9') || c == '+' || c == '-';
      if (!letter && !numeric) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }
}
