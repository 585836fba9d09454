package vcluster.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the process that delivers what waits, and does not wait for it. */
@FunctionalInterface
public interface UploaderStarter {
  /**
   * Starts it.
   *
   * @param workingDirectory what relative paths in its environment are relative to
   * @param config the file that it asks for consent, absolute
   * @throws IOException if the process can't be started
   */
  void start(Path workingDirectory, Path config) throws IOException;
}
