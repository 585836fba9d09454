package vcluster.it.instance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vcluster.files.LockFile;
import vcluster.it.Vcluster;

/**
 * The built program with a home, a working directory and a folder for temporary files of its own.
 * No uploader starts: this holds its lock.
 */
final class Cli implements AutoCloseable {
  /** How a run ended. */
  record Ended(int exitCode, String out, String err) {}

  static final Path PROGRAM = Vcluster.DIST.resolve("bin/vcluster");

  final Path home;
  final Path work;
  final Path temporary;
  final Map<String, String> environment = new HashMap<>();
  private final LockFile uploadLock;

  Cli(Path folder) throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    work = Files.createDirectories(folder.resolve("work"));
    temporary = Files.createDirectories(folder.resolve("tmp"));
    Path telemetry = Files.createDirectories(home.resolve(".vcluster/telemetry"));
    uploadLock = LockFile.acquire(telemetry.resolve("upload.lock"), 0).orElseThrow();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", temporary.toString());
    // Nobody listens there.
    environment.put("VCLUSTER_TELEMETRY_ENDPOINT", "http://127.0.0.1:9/");
  }

  Ended run(String... words) throws Exception {
    return runWith("", words);
  }

  Ended runWith(String input, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(words));
    return runAny(input, command);
  }

  /** Runs any program in the same place. */
  Ended runAny(String input, List<String> command) throws Exception {
    Path err = Files.createTempFile(work, "err", "");
    Process process =
        builder(command).redirectErrorStream(false).redirectError(err.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want it.
    }
    String out = text(process.getInputStream().readAllBytes());
    Ended ended = new Ended(process.waitFor(), out, text(Files.readAllBytes(err)));
    Files.delete(err);
    return ended;
  }

  ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Unlike Files.readString it takes any bytes. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What waits to be sent. */
  List<String> events() throws IOException {
    return Files.exists(queue()) ? Files.readAllLines(queue()) : List.of();
  }

  void forgetEvents() throws IOException {
    Files.deleteIfExists(queue());
  }

  private Path queue() {
    return home.resolve(".vcluster/telemetry/queue.jsonl");
  }

  /** What lies in the folder for temporary files. */
  List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    uploadLock.close();
  }
}
