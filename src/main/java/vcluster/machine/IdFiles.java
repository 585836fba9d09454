package vcluster.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vcluster.files.SmallFile;

/**
 * The id that Linux keeps in a file: the content of the first of these that can be read, be it
 * empty.
 */
record IdFiles(List<Path> files) {
  /** A machine-id has 33; what is much longer is something else. */
  private static final int MAX_BYTES = 4096;

  /** Where D-Bus and systemd keep it, in the original's order. */
  static IdFiles ofSystem() {
    return new IdFiles(List.of(Path.of("/var/lib/dbus/machine-id"), Path.of("/etc/machine-id")));
  }

  /** The id, which may be empty; empty if no file can be read. */
  Optional<String> read() {
    for (Path file : files) {
      Optional<byte[]> content = SmallFile.read(file, MAX_BYTES);
      if (content.isPresent()) {
        return Optional.of(trim(new String(content.get(), StandardCharsets.UTF_8)));
      }
    }
    return Optional.empty();
  }

  /** Go's {@code strings.TrimSpace}: unlike Java's strip it takes the no-break spaces too. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }
}
