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
    int exitCode = new Program(surroundings(System.getenv())).run(words);
    // Not exit, which looks for a logger first; all streams are flushed, and no hook is set.
    Runtime.getRuntime().halt(exitCode);
  }

  static Surroundings surroundings(Map<String, String> environment) {
    String terminals = System.getProperty("vcluster.terminals", "");
    return new Surroundings(
        environment,
        System.getProperty("user.home"),
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

  /** The uploader runs on the same runtime and class path as this process, with its own cache. */
  private static List<String> machineOptions() {
    List<String> options = new ArrayList<>();
    String cache = System.getProperty("vcluster.uploader", "");
    if (!cache.isEmpty()) {
      options.add(cache);
    }
    options.addAll(
        List.of(
            "-Xlog:disable",
            "-Xlog:all=off",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Djdk.http.auth.tunneling.disabledSchemes=",
            "-Dvcluster.version=" + System.getProperty("vcluster.version", ""),
            "-cp",
            System.getProperty("java.class.path", "")));
    return options;
  }

  private static PrintStream stream(OutputStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
