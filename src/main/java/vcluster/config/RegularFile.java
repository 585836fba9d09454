package vcluster.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file whole, unless it is something that could keep the reader waiting for ever. */
final class RegularFile {
  private RegularFile() {}

  /**
   * The content; links are followed.
   *
   * @throws IOException if it can't be read, is a pipe, a device or a folder, or is more than
   *     memory holds
   */
  static byte[] read(Path file) throws IOException {
    require(file);
    try {
      return Files.readAllBytes(file);
    } catch (OutOfMemoryError e) {
      throw new MalformedJsonException("is too large to read");
    }
  }

  /**
   * Passes over a regular file.
   *
   * @throws IOException if it is anything else, or is not there
   */
  static void require(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new MalformedJsonException("is not a regular file");
    }
  }
}
