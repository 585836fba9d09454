package vcluster.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.AtomicFile;

/**
 * The note that an uploader has been started and does not hold its lock yet: commands that end in
 * the meantime would start one each. It is the time of a file, which stays: to make and delete one
 * would cost every command more.
 */
public final class StartMark {
  /**
   * More than a start takes on a busy machine, in seconds; one that was killed holds up no longer.
   */
  private static final long START_SECONDS = 5;

  private StartMark() {}

  /**
   * Sets the mark, as the holder of the upload lock; false if it is set already.
   *
   * @param now Unix seconds
   * @throws IOException if it can't be set
   */
  public static boolean tryMark(Path mark, long now) throws IOException {
    if (isThere(mark, now)) {
      return false;
    }
    if (!setTime(mark, now)) {
      // Not there, or one that takes no time: another account's, or of a file system without times.
      Files.deleteIfExists(mark);
      AtomicFile.create(mark, new byte[0], false);
      setTime(mark, now);
    }
    return true;
  }

  /**
   * Whether an uploader is being started.
   *
   * @param now Unix seconds
   */
  public static boolean isThere(Path mark, long now) {
    long started = mark.toFile().lastModified() / 1_000;
    // One from the future comes from a clock that has been set back.
    return started > 0 && now >= started && now - started < START_SECONDS;
  }

  /** Takes the mark away, as the uploader that now holds the lock. */
  public static void remove(Path mark) {
    if (!setTime(mark, 0)) {
      AtomicFile.deleteQuietly(mark);
    }
  }

  private static boolean setTime(Path mark, long seconds) {
    return seconds >= 0 && mark.toFile().setLastModified(seconds * 1_000);
  }
}
