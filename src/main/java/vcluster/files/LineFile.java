package vcluster.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A file of lines in UTF-8, private to its owner, that grows at its end; its caller holds a lock.
 * Not through a channel, whose buffers would cost every command half a millisecond.
 *
 * @param readAtMost bytes; of a larger file only the end is read
 */
public record LineFile(Path file, int readAtMost) {
  /**
   * Appends one line, whole or not at all.
   *
   * @param line without a line end
   * @throws IOException if it can't be written; the file is then as it was
   */
  public void append(String line) throws IOException {
    if (!isThere()) {
      AtomicFile.create(file, new byte[0], false);
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long size = content.length();
      // A line that a killed process left unfinished must not swallow this one.
      String start = size == 0 || endsLine(content, size) ? "" : "\n";
      content.seek(size);
      try {
        content.write((start + line + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        content.setLength(size);
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw typed(e, StandardOpenOption.WRITE);
    }
  }

  /** The size in bytes; 0 if there is no file. */
  public long size() {
    return file.toFile().length();
  }

  /** The lines, the oldest first, without those that are empty. */
  public List<String> lines() throws IOException {
    String text = new String(content(), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.isEmpty()).toList();
  }

  /** Replaces the content; a reader sees the old lines or the new ones. */
  public void replace(byte[] content) throws IOException {
    AtomicFile.replace(file, content);
  }

  /** The lines as they are in the file. */
  public static byte[] bytes(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The content, of a larger file whole lines from its end; empty if there is no file. */
  public byte[] content() throws IOException {
    if (!isThere()) {
      return new byte[0];
    }
    try (FileInputStream from = new FileInputStream(file.toFile())) {
      long before = Math.max(0, size() - readAtMost);
      long skipped = from.skip(before);
      byte[] content = from.readNBytes(readAtMost);
      return skipped > 0 ? withoutFirstLine(content) : content;
    } catch (FileNotFoundException e) {
      if (Files.notExists(file)) {
        return new byte[0];
      }
      throw typed(e, StandardOpenOption.READ);
    }
  }

  /** Refuses a pipe, which may keep its reader waiting, and all else that is no regular file. */
  private boolean isThere() throws IOException {
    if (Files.isRegularFile(file)) {
      return true;
    }
    if (Files.exists(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    return false;
  }

  /** The other way to open it says what is wrong by the type of what it throws. */
  private IOException typed(FileNotFoundException e, OpenOption option) {
    try {
      Files.newByteChannel(file, option).close();
      return e;
    } catch (IOException typed) {
      return typed;
    }
  }

  private static byte[] withoutFirstLine(byte[] content) {
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        return Arrays.copyOfRange(content, i + 1, content.length);
      }
    }
    return content;
  }

  private static boolean endsLine(RandomAccessFile content, long size) throws IOException {
    content.seek(size - 1);
    return content.read() == '\n';
  }
}
