package vcluster.helm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/**
 * The helm program, run in the user's own environment.
 *
 * @param interrupts makes signals reach it
 */
public record Helm(Path binary, Interrupts interrupts) {
  /** How helm ends its error for a release that does not exist. */
  private static final String NOT_FOUND = "release: not found";

  /**
   * The launcher runs Java under a locale of ours and hides from it what would make it print, and
   * leaves each such variable behind under another name.
   */
  private static final String SAVED = "VCLUSTER_";

  /** The user's own {@code ulimit -v}, a number where there is one. */
  private static final String LIMIT = SAVED + "ULIMIT_V";

  private static final List<String> CHANGED =
      List.of("LC_ALL", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /**
   * Runs helm to its end, on this process's own streams.
   *
   * @throws CommandException if it can't be started, fails or is interrupted
   */
  public void run(List<String> arguments) throws CommandException {
    int code = interrupts.await(start(builder(arguments)));
    if (code != 0) {
      throw failed(code);
    }
  }

  /**
   * Asks helm whether a release exists. What helm prints meanwhile, perhaps how to log in, goes to
   * {@code err} at once, except that the release does not exist. A helm that fails without a word
   * says the same.
   *
   * @throws CommandException if helm can't be started, can't tell or is interrupted
   */
  public boolean exists(List<String> statusArguments, PrintStream err) throws CommandException {
    Process process =
        start(
            builder(statusArguments).redirectOutput(Redirect.DISCARD).redirectError(Redirect.PIPE));
    boolean explained = passOn(process, err);
    int code = interrupts.await(process);
    if (code != 0 && explained) {
      throw failed(code);
    }
    return code == 0;
  }

  private ProcessBuilder builder(List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder().inheritIO();
    List<String> command = limit(builder.environment());
    command.add(binary.toString());
    command.addAll(arguments);
    restore(builder.environment());
    return builder.command(command);
  }

  /** The words before helm's that put it under the limit of memory that the launcher has lifted. */
  static List<String> limit(Map<String, String> environment) {
    String limit = environment.remove(LIMIT);
    return limit == null || !limit.matches("[0-9]+")
        ? new ArrayList<>()
        : new ArrayList<>(
            List.of("/bin/sh", "-c", "ulimit -S -v " + limit + "; exec \"$@\"", "sh"));
  }

  /** Puts back what the launcher changed; what it saved as empty was not set. */
  static void restore(Map<String, String> environment) {
    for (String name : CHANGED) {
      String saved = environment.remove(SAVED + name);
      if (saved != null && saved.isEmpty()) {
        environment.remove(name);
      } else if (saved != null) {
        environment.put(name, saved);
      }
    }
  }

  private Process start(ProcessBuilder builder) throws CommandException {
    try {
      return interrupts.start(builder);
    } catch (IOException e) {
      throw new CommandException(
          Failure.HELM,
          binary + " can't be started: " + e.getMessage() + "; choose another with --helm-binary");
    }
  }

  private static CommandException failed(int code) {
    return new CommandException(Failure.HELM, "helm failed with exit code " + code, code);
  }

  /** True if helm said something other than that there is no such release. */
  private static boolean passOn(Process process, PrintStream err) {
    boolean absent = false;
    boolean said = false;
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(NOT_FOUND)) {
          absent = true;
        } else {
          said = true;
          err.println(line);
        }
      }
    } catch (IOException e) {
      // It is gone, and its exit code says the rest.
    }
    return said && !absent;
  }
}
