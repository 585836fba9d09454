package vcluster.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Replaces a file's content whole: a reader sees the old bytes or the new ones, never a part. */
public final class AtomicFile {
  /** EINVAL, ENOSYS, EOPNOTSUPP, the last as glibc and as musl words it. */
  private static final Set<String> NO_SYNC =
      Set.of(
          "Invalid argument",
          "Function not implemented",
          "Operation not supported",
          "Not supported");

  private AtomicFile() {}

  /**
   * Writes {@code content} beside {@code file}, 0600, and renames it into place, without waiting
   * for the disk.
   *
   * @throws IOException if it can't be written or renamed; {@code file} is then as it was
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path temporary = beside(file, ".tmp");
    try {
      Files.deleteIfExists(temporary);
      create(temporary, content, false);
      rename(temporary, file);
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw e;
    }
  }

  /**
   * Makes a new file, 0600, with {@code content}; {@code durable}: on the disk before it returns.
   *
   * @throws IOException if it is there already or can't be written
   */
  public static void create(Path file, byte[] content, boolean durable) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PrivateFiles.fileAttributes(file))) {
      write(channel, content);
      if (durable) {
        force(channel);
      }
    }
  }

  /**
   * Waits until the content is on the disk, as far as the file system offers that.
   *
   * @throws IOException if the disk fails
   */
  public static void force(FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      if (!NO_SYNC.contains(String.valueOf(e.getMessage()))) {
        throw e;
      }
    }
  }

  /** Renames {@code from} over {@code to}, in one step. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes all of {@code content} at the channel's position. */
  public static void write(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The path of a neighbour of {@code file}: its name with {@code suffix} behind it. */
  public static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Deletes a leftover; one that can't be deleted is overwritten or deleted by the next writer. */
  public static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return;
    }
  }
}
