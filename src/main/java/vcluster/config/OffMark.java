package vcluster.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.AtomicFile;

/**
 * A file beside the config file that is there since telemetry was turned off in it: other programs
 * delete the config file, and what it said with it (docs/protocol.md#the-choice). It counts for
 * nothing while the config file is there.
 */
final class OffMark {
  private OffMark() {}

  /** Whether it is there, or may be. */
  static boolean isThere(Path config) {
    return !Files.notExists(of(config));
  }

  /** In a folder that takes no new file the config file has to do. */
  static void leave(Path config) {
    try {
      AtomicFile.create(of(config), new byte[0], false);
    } catch (IOException e) {
      return;
    }
  }

  /** One that stays matters only if the config file goes, and then to the safe side. */
  static void remove(Path config) {
    AtomicFile.deleteQuietly(of(config));
  }

  private static Path of(Path config) {
    return AtomicFile.beside(config, ".disabled");
  }
}
