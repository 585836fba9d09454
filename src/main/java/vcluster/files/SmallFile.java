package vcluster.files;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads a file whose content somebody else may have chosen: no pipe, device or folder in its place
 * can make the reader wait, and no size can fill its memory.
 */
public final class SmallFile {
  private static final int MAX_LINE = 1_024;

  private SmallFile() {}

  /**
   * All of the content; empty if the file can't be read, is not a regular one (links are followed)
   * or holds more than {@code limit} bytes.
   */
  public static Optional<byte[]> read(Path file, int limit) {
    try {
      return Files.isRegularFile(file)
          ? content(new FileInputStream(file.toFile()), limit)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * All of the content; empty if there is no such file, or if it is a pipe or a device or holds
   * more than {@code limit} bytes.
   *
   * @throws IOException if it is a folder or can't be read
   */
  public static Optional<byte[]> find(Path file, int limit) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new FileSystemException(file.toString(), null, "is a folder");
      }
      return attributes.isOther() ? Optional.empty() : content(Files.newInputStream(file), limit);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The numbers in a file of one line, separated by spaces; all 0 unless there are {@code count} of
   * them. Every command reads such a file, and a JSON parser would cost it 8 ms.
   */
  public static long[] numbers(Path file, int count) {
    Optional<byte[]> content = read(file, MAX_LINE);
    if (content.isEmpty()) {
      return new long[count];
    }
    String line = new String(content.get(), StandardCharsets.ISO_8859_1);
    String[] words = line.strip().split(" ", -1);
    try {
      long[] numbers = new long[words.length];
      for (int i = 0; i < words.length; i++) {
        numbers[i] = Long.parseLong(words[i]);
      }
      return words.length == count ? numbers : new long[count];
    } catch (NumberFormatException e) {
      return new long[count];
    }
  }

  private static Optional<byte[]> content(InputStream from, int limit) throws IOException {
    try (InputStream in = from) {
      // Not the reported size: it is 0 for what the kernel makes up, and may change meanwhile.
      byte[] content = in.readNBytes(limit + 1);
      return content.length > limit ? Optional.empty() : Optional.of(content);
    }
  }
}
