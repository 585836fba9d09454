package vcluster.it.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vcluster.files.LockFile;
import vcluster.it.Result;
import vcluster.it.Vcluster;
import vcluster.testing.Unix;

/**
 * The built program with a home, a working directory and a folder for temporary files of its own.
 * No uploader starts: this holds its lock.
 */
final class Cli implements AutoCloseable {
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

  Result run(String... words) {
    return runWith("", words);
  }

  Result runWith(String input, String... words) {
    return at(List.of(PROGRAM.toString())).runWith(input, words).utf8();
  }

  /** Runs any program in the same place. */
  Result runAny(String input, List<String> command) {
    return at(command).runWith(input).utf8();
  }

  ProcessBuilder builder(List<String> command) {
    return at(command).builder().redirectInput(ProcessBuilder.Redirect.PIPE);
  }

  private Vcluster at(List<String> command) {
    return new Vcluster(command, environment, work);
  }

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
  List<Path> leftovers() {
    return Unix.list(temporary);
  }

  @Override
  public void close() {
    uploadLock.close();
  }
}
