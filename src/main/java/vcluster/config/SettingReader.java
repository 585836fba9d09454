package vcluster.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import vcluster.consent.Setting;

/** Reads one boolean field of a JSON file; whatever is wrong with the file becomes its answer. */
final class SettingReader {
  private SettingReader() {}

  /** What {@code file} says of {@code field}. */
  static Setting read(Path file, String field) {
    try {
      return BooleanField.parse(content(file), field).setting();
    } catch (NoSuchFileException e) {
      return missing(file);
    } catch (IOException e) {
      return new Setting.Unusable(Problem.of(file, e));
    } catch (OutOfMemoryError e) {
      return new Setting.Unusable("is too large to read");
    }
  }

  /** Newer runtimes call a file missing too where what should be its folder is a file. */
  private static Setting missing(Path file) {
    // Not whether it exists: somebody may have made it since.
    if (Files.isSymbolicLink(file)) {
      return new Setting.Unusable("is a broken symbolic link");
    }
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder == null || Files.isDirectory(folder)
        ? new Setting.Absent(false)
        : new Setting.Unusable("can't be opened: its parent is a file, not a folder");
  }

  /**
   * The content of a regular file; links are followed.
   *
   * @throws IOException if it can't be read, is a pipe, a device or a folder, or is more than
   *     memory holds
   */
  static byte[] content(Path file) throws IOException {
    requireRegular(file);
    try {
      return Files.readAllBytes(file);
    } catch (OutOfMemoryError e) {
      throw new MalformedJsonException("is too large to read");
    }
  }

  /**
   * Checks that {@code file} is a regular file, which can't keep its reader waiting.
   *
   * @throws IOException if it is anything else, or is not there
   */
  static void requireRegular(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new MalformedJsonException("is not a regular file");
    }
  }
}
