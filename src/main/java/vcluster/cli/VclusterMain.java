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
import org.jspecify.annotations.Nullable;
import vcluster.config.Environment;

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
  public static int run(Map<String, String> variables, String... words) {
    return new Program(surroundings(variables)).run(words);
  }

  private static Surroundings surroundings(Map<String, String> variables) {
    Environment environment = Environment.of(variables, System.getProperties());
    String terminals = System.getProperty("vcluster.terminals");
    return new Surroundings(
        environment.variables(),
        environment.accountHome(),
        System.getProperties(),
        Path.of(System.getProperty("user.dir")),
        environment.policyFile(),
        System.getProperty("vcluster.version", ""),
        Clock.systemUTC(),
        stream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))),
        stream(new FileOutputStream(FileDescriptor.err)),
        terminal(terminals, '1') == Terminal.YES,
        terminal(terminals, '2'),
        new DetachedUploader(
            Path.of(System.getProperty("java.home"), "bin", "java"), machineOptions()));
  }

  /**
   * What the launcher found; not every launcher can look, and Java knows of all streams at once.
   */
  @SuppressWarnings("SystemConsoleNull") // It is null without a terminal where java.base makes it.
  private static Terminal terminal(@Nullable String found, char stream) {
    if (found != null) {
      return found.indexOf(stream) >= 0 ? Terminal.YES : Terminal.NO;
    }
    // JDK 22 to 24 would take another one, which needs no terminal.
    System.setProperty("jdk.console", "java.base");
    return System.console() == null ? Terminal.UNKNOWN : Terminal.YES;
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
