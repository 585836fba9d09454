package vcluster.files;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a file whose content somebody else may have chosen: no pipe, device or folder in its place
 * can make the reader wait, and no size can fill its memory.
 */
public final class SmallFile {
  private SmallFile() {}

  /**
   * All of the content; empty if the file can't be read, is not a regular one (links are followed)
   * or holds more than {@code limit} bytes.
   */
  public static Optional<byte[]> read(Path file, int limit) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = new FileInputStream(file.toFile())) {
      // Not the reported size: it is 0 for what the kernel makes up, and may change meanwhile.
      byte[] content = in.readNBytes(limit + 1);
      return content.length > limit ? Optional.empty() : Optional.of(content);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
