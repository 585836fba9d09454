package vcluster.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import vcluster.files.AtomicFile;

/**
 * The note that an uploader has been started and does not hold its lock yet: commands that end in
 * the meantime would start one each.
 */
public final class StartMark {
  /**
   * More than a start takes on a busy machine, in seconds; one that was killed holds up no longer.
   */
  private static final long START_SECONDS = 5;

  private StartMark() {}

  /**
   * Leaves the mark, as the holder of the upload lock; false if there is one already.
   *
   * @param now Unix seconds
   * @throws IOException if it can't be left
   */
  public static boolean leave(Path mark, long now) throws IOException {
    if (!Files.exists(mark)) {
      AtomicFile.create(mark, new byte[0], false);
      return true;
    }
    long age = now - Files.getLastModifiedTime(mark).to(TimeUnit.SECONDS);
    // One from the future comes from a clock that has been set back.
    if (age >= 0 && age < START_SECONDS) {
      return false;
    }
    Files.setLastModifiedTime(mark, FileTime.from(now, TimeUnit.SECONDS));
    return true;
  }

  /** Takes the mark away, as the uploader that now holds the lock. */
  public static void remove(Path mark) throws IOException {
    Files.deleteIfExists(mark);
  }
}
