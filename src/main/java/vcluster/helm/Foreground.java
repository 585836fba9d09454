package vcluster.helm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether Ctrl-C at the terminal reaches this process, and so its children too: it goes to every
 * process of the group that is in the terminal's foreground.
 */
final class Foreground {
  private static final Path OWN_STATE = Path.of("/proc/self/stat");
  private static final Path TERMINAL = Path.of("/dev/tty");

  private Foreground() {}

  static boolean isOurs() {
    if (File.separatorChar == '\\') {
      // A console's Ctrl-C goes to all that share it.
      return true;
    }
    try {
      return isForeground(Files.readString(OWN_STATE));
    } catch (IOException e) {
      return hasTerminal();
    }
  }

  /**
   * Whether the process group (field 5) is the terminal's foreground group (field 8); without a
   * terminal that is -1.
   *
   * @param state as in proc(5), {@code /proc/pid/stat}: pid (name) state ppid pgrp session tty
   *     tpgid
   */
  static boolean isForeground(String state) {
    String[] fields = state.substring(state.lastIndexOf(')') + 1).strip().split(" ", 7);
    return fields.length > 5 && fields[2].equals(fields[5]);
  }

  /** Opens only for a process that has a terminal; where there is no /proc that has to do. */
  private static boolean hasTerminal() {
    try {
      Files.newInputStream(TERMINAL).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
