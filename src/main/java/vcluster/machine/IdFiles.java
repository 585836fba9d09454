package vcluster.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vcluster.files.SmallFile;

/**
 * The id that Linux keeps in a file: the content of the first of these that can be read and has
 * one, be it empty.
 */
record IdFiles(List<Path> files) {
  /** A machine-id has 33; what is much longer is something else. */
  private static final int MAX_BYTES = 4096;

  /** Where D-Bus and systemd keep it, in the original's order. */
  static IdFiles ofSystem() {
    return new IdFiles(List.of(Path.of("/var/lib/dbus/machine-id"), Path.of("/etc/machine-id")));
  }

  /** The first id, which may be empty; empty if no file has one. */
  Optional<String> read() {
    return files.stream()
        .flatMap(file -> SmallFile.read(file, MAX_BYTES).stream())
        .map(content -> trim(new String(content, StandardCharsets.UTF_8)))
        .filter(MachineId::isId)
        .findFirst();
  }

  /** Go's {@code strings.TrimSpace}: unlike Java's strip it takes the no-break spaces too. */
  private static String trim(String text) {
    return text.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+\\z", "");
  }
}
