package vcluster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import vcluster.testing.Await;
import vcluster.testing.Unchecked;

/**
 * Keeps the mark of an uploader that is being started as new as if no time passed, however long the
 * commands take that look at it, until this is closed.
 */
final class FreshMark implements AutoCloseable {
  private static final int PAUSE_MILLIS = 50;

  private final Path mark;
  private final Thread thread = new Thread(this::refresh, "mark");
  private volatile boolean over;

  /** Makes it now, unless it is there. */
  FreshMark(Path mark) throws IOException {
    this.mark = mark;
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
    touch();
    thread.start();
  }

  private void refresh() {
    while (!over) {
      touch();
      Await.pause(PAUSE_MILLIS);
    }
  }

  private void touch() {
    Unchecked.run(() -> Files.setLastModifiedTime(mark, FileTime.from(Instant.now())));
  }

  @Override
  public void close() {
    over = true;
    Unchecked.run(thread::join);
  }
}
