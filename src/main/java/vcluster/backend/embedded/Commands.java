package vcluster.backend.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs other programs to their end. */
final class Commands {
  /** Writes what a program reads, and closes it. */
  @FunctionalInterface
  interface Input {
    void write(OutputStream in) throws IOException;
  }

  private Commands() {}

  /**
   * One whose environment is its {@code PATH} alone, so that no variable of PostgreSQL's counts.
   */
  static ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().retainAll(List.of("PATH"));
    return builder;
  }

  /**
   * What the program prints.
   *
   * @throws IOException if it can't be run or fails, with what it printed
   */
  static String run(Input input, String... words) throws IOException {
    return run(input, List.of(words));
  }

  /** What the program prints, as above. */
  static String run(Input input, List<String> words) throws IOException {
    Process process = builder(words).redirectErrorStream(true).start();
    IOException broken = null;
    try {
      input.write(process.getOutputStream());
    } catch (IOException e) {
      broken = e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (waitFor(process) != 0 || broken != null) {
      throw new IOException(words.get(0) + " failed: " + said.strip(), broken);
    }
    return said.strip();
  }

  /** Whether the program can be run, and succeeds. */
  static boolean succeeds(List<String> prefix, String... words) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(words));
    try {
      run(OutputStream::close, line);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
