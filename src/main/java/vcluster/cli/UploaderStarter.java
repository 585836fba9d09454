package vcluster.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Starts the process that delivers what waits, and does not wait for its end. */
@FunctionalInterface
public interface UploaderStarter {
  /**
   * Begins to start it; what it returns is to be closed before this process ends, and waits until
   * the uploader is on its own.
   *
   * @param workingDirectory what relative paths in its environment are relative to
   * @param config the file that it asks for consent, absolute
   * @throws IOException if the process can't be started
   */
  Closeable start(Path workingDirectory, Path config) throws IOException;
}
