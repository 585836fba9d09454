package vcluster.helm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The helm program, run in the user's own environment. */
public final class Helm {
  /** How helm ends its error for a release that is not there. */
  private static final String NOT_FOUND = "release: not found";

  private final Path binary;
  private final Interrupts interrupts;

  /** Runs {@code binary} so that signals reach it. */
  public Helm(Path binary, Interrupts interrupts) {
    this.binary = binary;
    this.interrupts = interrupts;
  }

  /**
   * Runs helm to its end, on this process's own streams.
   *
   * @throws HelmException if it can't be started
   */
  public HelmEnd run(List<String> arguments) throws HelmException {
    Optional<Process> process = start(builder(arguments));
    return process.isPresent() ? await(process.get()) : interrupted();
  }

  /**
   * Asks for a release. What helm says on the way, how to log in perhaps, goes to {@code err} as it
   * comes; that there is no such release does not. To fail without a word is to say so too.
   *
   * @throws HelmException if it can't be started
   */
  public Release status(List<String> arguments, PrintStream err) throws HelmException {
    Optional<Process> process =
        start(builder(arguments).redirectOutput(Redirect.DISCARD).redirectError(Redirect.PIPE));
    if (process.isEmpty()) {
      return new Release.Unknown(interrupted());
    }
    boolean explained = passOn(process.get(), err);
    HelmEnd end = await(process.get());
    if (end instanceof HelmEnd.Exited exited && exited.code() == 0) {
      return new Release.Deployed();
    }
    return end instanceof HelmEnd.Exited && !explained
        ? new Release.Absent()
        : new Release.Unknown(end);
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    UserEnvironment.restore(builder.environment());
    return builder;
  }

  private Optional<Process> start(ProcessBuilder builder) throws HelmException {
    try {
      return interrupts.start(builder);
    } catch (IOException e) {
      throw new HelmException(
          binary + " can't be started: " + e.getMessage() + "; --helm-binary names another");
    }
  }

  private HelmEnd await(Process process) throws HelmException {
    try {
      int code = process.waitFor();
      return interrupts.exitCode() == 0 ? new HelmEnd.Exited(code) : interrupted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HelmException("interrupted while helm ran");
    }
  }

  private HelmEnd interrupted() {
    return new HelmEnd.Interrupted(interrupts.exitCode());
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
      return said && !absent;
    }
    return said && !absent;
  }
}
