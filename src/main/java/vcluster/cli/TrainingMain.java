package vcluster.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the command lines on standard input, one a line, in one process: what the build trains the
 * foreground's cache on.
 */
public final class TrainingMain {
  private TrainingMain() {}

  /** Takes no arguments; a line may begin with variables, as in a shell. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      run(line.split(" ", -1));
    }
    System.exit(0);
  }

  private static void run(String... words) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    int start = 0;
    while (words[start].contains("=")) {
      int name = words[start].indexOf('=');
      environment.put(words[start].substring(0, name), words[start].substring(name + 1));
      start++;
    }
    new Program(VclusterMain.surroundings(environment))
        .run(Arrays.copyOfRange(words, start, words.length));
  }
}
