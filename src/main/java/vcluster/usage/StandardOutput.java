package vcluster.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What follows if standard output takes no more. */
public final class StandardOutput {
  /** How a shell sees a program that SIGPIPE ended, which Java ignores. */
  public static final int READER_GONE = 141;

  public static final String NOT_WRITTEN = "standard output could not be written";

  private static final int TYPE = 0xf000;
  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xc000;

  private StandardOutput() {}

  /** Whether it is a pipe: its reader has gone then, and nobody wants to hear of it. */
  public static boolean isPipe() {
    try {
      Object mode = Files.getAttribute(Path.of("/dev/stdout"), "unix:mode");
      int type = mode instanceof Integer bits ? bits & TYPE : 0;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
