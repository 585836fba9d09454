package vcluster.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vcluster.cli.VclusterMain;

/**
 * Runs many command lines in one process: what the build trains the caches of classes on. In the
 * product's jar, since a cache fits no other class path than the one it was made with.
 */
public final class TrainingMain {
  /**
   * What the runtime needs only once there is a cache: where a lambda comes from it, and where this
   * process has to wait for the shell that it has started.
   */
  private static final List<String> PASSED_WHEN_QUICK =
      List.of(
          "java.lang.invoke.DirectMethodHandle$1",
          "java.util.concurrent.CompletableFuture$UniHandle",
          "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionNode",
          "java.util.concurrent.locks.AbstractQueuedSynchronizer$ExclusiveNode");

  private TrainingMain() {}

  /**
   * Runs the command lines on standard input: one a line, NUL between their words, which may begin
   * with variables, as in a shell. The arguments, if any, name a program to end with and what it
   * takes.
   */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    for (String line : input.split("\n", -1)) {
      run(line.split("\0", -1));
    }
    for (String name : PASSED_WHEN_QUICK) {
      load(name);
    }
    if (arguments.length > 0) {
      // Ends the process itself, as programs do.
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }
    System.exit(0);
  }

  private static void load(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      // Another version of the runtime.
      return;
    }
  }

  private static void run(String... words) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    int start = 0;
    while (words[start].contains("=")) {
      int name = words[start].indexOf('=');
      environment.put(words[start].substring(0, name), words[start].substring(name + 1));
      start++;
    }
    VclusterMain.run(environment, Arrays.copyOfRange(words, start, words.length));
  }
}
