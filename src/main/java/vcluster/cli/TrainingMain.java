package vcluster.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Runs the command lines on standard input, one a line, in one process: what the build trains the
 * foreground's cache on.
 */
public final class TrainingMain {
  private TrainingMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      new Program(VclusterMain.surroundings()).run(line.strip().split(" +", -1));
    }
    System.exit(0);
  }
}
