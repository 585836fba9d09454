package vcluster.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vcluster.testing.Attempts;
import vcluster.testing.Unchecked;

/**
 * The built program, to be run as a process.
 *
 * @param command the launcher, and what it is run through
 * @param environment all of its environment
 */
public record Vcluster(List<String> command, Map<String, String> environment, Path directory) {
  /**
   * The distribution: the last build's, unless the property {@code vcluster.dist} names another.
   */
  public static final Path DIST =
      Path.of(System.getProperty("vcluster.dist", "target/vcluster")).toAbsolutePath();

  static final Path LAUNCHER = DIST.resolve("bin/vcluster");
  private static final File NOTHING = new File("/dev/null");
  private static final int MAX_MINUTES = 5;

  public Vcluster {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** With nothing in its environment but {@code PATH}, this home and this endpoint. */
  public static Vcluster at(Path home, String endpoint) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("VCLUSTER_TELEMETRY_ENDPOINT", endpoint);
    return new Vcluster(List.of(LAUNCHER.toString()), environment, DIST);
  }

  public Vcluster with(String variable, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(variable, value);
    return new Vcluster(command, changed, directory);
  }

  Vcluster without(String variable) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.remove(variable);
    return new Vcluster(command, changed, directory);
  }

  /** As things are when telemetry has no part in them. */
  Vcluster off() {
    return with("DO_NOT_TRACK", "1");
  }

  public Vcluster from(Path otherDirectory) {
    return new Vcluster(command, environment, otherDirectory);
  }

  public Vcluster launchedBy(String launcher) {
    return new Vcluster(List.of(launcher), environment, directory);
  }

  /** Run by another program, which finds the launcher behind its own arguments. */
  Vcluster through(List<String> program) {
    List<String> longer = new ArrayList<>(program);
    longer.addAll(command);
    return new Vcluster(longer, environment, directory);
  }

  /** Run by a shell script, which finds the launcher and its arguments in {@code "$@"}. */
  Vcluster throughShell(String script) {
    return through(List.of("sh", "-c", script, "sh"));
  }

  /** Runs it to its end; one that hangs is killed, and so fails whatever is asked of its result. */
  public Result run(String... words) {
    return Unchecked.get(() -> end(builder(words), ""));
  }

  /** The same with this on its standard input. */
  public Result runWith(String input, String... words) {
    return Unchecked.get(
        () -> end(builder(words).redirectInput(ProcessBuilder.Redirect.PIPE), input));
  }

  private static Result end(ProcessBuilder builder, String input) throws Exception {
    Path err = Files.createTempFile("vcluster-it", ".err");
    try {
      Process process = builder.redirectError(err.toFile()).start();
      CompletableFuture.delayedExecutor(MAX_MINUTES, TimeUnit.MINUTES)
          .execute(process::destroyForcibly);
      write(input, process.getOutputStream());
      String out = text(process.getInputStream().readAllBytes());
      int exitCode = process.waitFor();
      return new Result(exitCode, out, text(Files.readAllBytes(err)));
    } finally {
      Files.delete(err);
    }
  }

  private static void write(String input, OutputStream to) {
    try (to) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want it.
      return;
    }
  }

  /**
   * Uploads what waits; again where the server's machine was too slow for the time that a request
   * has, as the log then says.
   */
  public Result flush() {
    return Attempts.until(
        flush -> flush.exitCode() != 1 || !isTooSlow(),
        "the server was too slow for an upload",
        () -> run("telemetry", "flush"));
  }

  private boolean isTooSlow() {
    List<String> requests =
        run("telemetry", "log").out().lines().filter(line -> line.contains("  POST ")).toList();
    return !requests.isEmpty() && requests.get(requests.size() - 1).contains("  timeout  ");
  }

  /** Starts it; what it prints is lost. */
  Process start(String... words) {
    return Unchecked.get(
        () -> builder(words).redirectOutput(NOTHING).redirectError(NOTHING).start());
  }

  public ProcessBuilder builder(String... words) {
    List<String> line = new ArrayList<>(command);
    line.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.directory(directory.toFile()).redirectInput(NOTHING);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
