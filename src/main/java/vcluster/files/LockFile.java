package vcluster.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * An exclusive lock between processes, held on a file of its own that stays behind when the lock is
 * gone; the kernel frees it when its holder dies.
 */
public final class LockFile implements AutoCloseable {
  private static final long PAUSE_MILLIS = 2;

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, waiting at most {@code waitMillis} milliseconds; empty if somebody else held it
   * all that time.
   *
   * @throws IOException if the file can't be made (its folder must exist) or can't be locked
   */
  public static Optional<LockFile> acquire(Path file, long waitMillis) throws IOException {
    FileChannel channel = open(file);
    try {
      // A count of pauses rather than a deadline: a clock that jumps can neither cut nor stretch
      // it.
      for (long waited = 0; ; waited += PAUSE_MILLIS) {
        if (lock(channel)) {
          return Optional.of(new LockFile(channel));
        }
        if (waited >= waitMillis) {
          channel.close();
          return Optional.empty();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** To read too, though nobody does: opened to write alone, a pipe waits for its reader. */
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      // Only now, for the mode of a new file takes longer than all else.
      return FileChannel.open(
          file,
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
          PrivateFiles.fileAttributes(file));
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Closing the descriptor frees the lock even where close reports an error.
      return;
    }
  }
}
