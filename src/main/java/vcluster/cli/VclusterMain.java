package vcluster.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vcluster.config.PolicyFile;

/** The program {@code vcluster}: wires a process to the command line. */
public final class VclusterMain {
  private VclusterMain() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] words) {
    int exitCode = run(System.getenv(), words);
    // Not exit, which looks for a logger first; all streams are flushed, and no hook is set.
    Runtime.getRuntime().halt(exitCode);
  }

  /** Runs one command line on this process's streams and returns its exit code. */
  public static int run(Map<String, String> environment, String... words) {
    return new Program(surroundings(environment)).run(words);
  }

  private static Surroundings surroundings(Map<String, String> environment) {
    String terminals = System.getProperty("vcluster.terminals", "");
    return new Surroundings(
        environment,
        System.getProperties(),
        Path.of(System.getProperty("user.dir")),
        PolicyFile.locate(environment, System.getProperty("os.name")),
        System.getProperty("vcluster.version", ""),
        Clock.systemUTC(),
        stream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))),
        stream(new FileOutputStream(FileDescriptor.err)),
        terminals.indexOf('1') >= 0,
        terminals.indexOf('2') >= 0,
        new DetachedUploader(
            Path.of(System.getProperty("java.home"), "bin", "java"), machineOptions()));
  }

  /** The uploader runs on the same runtime, on all jars and with the cache for them. */
  private static List<String> machineOptions() {
    List<String> options = new ArrayList<>();
    for (String name : List.of("vcluster.cache", "vcluster.options")) {
      String option = System.getProperty(name, "");
      if (!option.isEmpty()) {
        options.add(option);
      }
    }
    options.add("-cp");
    options.add(System.getProperty("vcluster.path", System.getProperty("java.class.path", "")));
    return options;
  }

  private static PrintStream stream(OutputStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
