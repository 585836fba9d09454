package vcluster.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child process: a main class of the tests in a virtual machine of its own, or a shell. */
public final class Child {
  private Child() {}

  /** The command that runs {@code main} on the class path of this test. */
  public static List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The same command after {@code script} has prepared the ground, in mounts of its own. */
  public static List<String> inMountNamespace(String script, List<String> command) {
    List<String> whole = new ArrayList<>();
    whole.addAll(List.of("unshare", "-m", "sh", "-c", "set -e; " + script + "; exec \"$@\"", "sh"));
    whole.addAll(command);
    return whole;
  }

  /** The same command as somebody whom permissions stop, even where the tests run as root. */
  public static List<String> unprivileged(List<String> command) {
    if (!Unix.isRoot()) {
      return command;
    }
    List<String> whole = new ArrayList<>(List.of("setpriv", "--bounding-set=-all"));
    whole.addAll(command);
    return whole;
  }

  /** Whether the command is here and ends with 0; what it prints is lost. */
  public static boolean succeeds(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    try {
      Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return Unchecked.get(process::waitFor) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts the command; its two output streams are one. */
  public static Process start(List<String> command) {
    return Unchecked.get(() -> new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Runs the command to its end and returns what it printed. */
  public static String run(List<String> command) {
    return output(start(command));
  }

  /** Waits for the end of the process and returns what it printed; it has to exit with 0. */
  public static String output(Process process) {
    byte[] bytes = Unchecked.get(() -> process.getInputStream().readAllBytes());
    String output = new String(bytes, StandardCharsets.UTF_8).strip();
    int exitCode = Unchecked.get(process::waitFor);
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + ": " + output);
    }
    return output;
  }
}
