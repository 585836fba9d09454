package vcluster.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A file of lines in UTF-8, private to its owner, that grows at its end; its caller holds a lock.
 */
public final class LineFile {
  private final Path file;
  private final int readAtMost;

  /**
   * The lines in {@code file}.
   *
   * @param readAtMost bytes; of a larger file only the end is read
   */
  public LineFile(Path file, int readAtMost) {
    this.file = file;
    this.readAtMost = readAtMost;
  }

  /**
   * Appends one line, whole or not at all.
   *
   * @param line without a line end
   * @throws IOException if it can't be written; the file is then as it was
   */
  public void append(String line) throws IOException {
    if (!Files.exists(file)) {
      AtomicFile.create(file, new byte[0], false);
    }
    // Not a channel: its buffers would cost every command half a millisecond.
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
      // The other way to open it says what is wrong by the type of what it throws.
      FileChannel.open(file, StandardOpenOption.WRITE).close();
      throw e;
    }
  }

  /** The size in bytes; 0 if there is no file. */
  public long size() {
    return file.toFile().length();
  }

  /** The lines, the oldest first, without those that are empty. */
  public List<String> lines() throws IOException {
    return lines(content());
  }

  /** The lines in {@code content}, without those that are empty. */
  public static List<String> lines(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
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
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, readAtMost));
      channel.position(size - buffer.capacity());
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer);
      }
      byte[] content = Arrays.copyOf(buffer.array(), buffer.position());
      return size > readAtMost ? withoutFirstLine(content) : content;
    } catch (NoSuchFileException e) {
      return new byte[0];
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
