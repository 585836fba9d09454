package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vcluster.testing.Unix;

/**
 * A folder to run shells in: it is their home, its {@code work} is where they are, and its {@code
 * bin} comes first on their PATH, with a vcluster that leaves a mark when it is run.
 */
record Room(Path path) {
  private static final int SECONDS = 300;

  static Room in(Path path) throws IOException {
    Path vcluster = Files.createDirectories(path.resolve("bin")).resolve("vcluster");
    Unix.program(vcluster, "#!/bin/sh\necho \"$@\" >>'" + path.resolve("started") + "'\n");
    Files.createDirectories(path.resolve("work/folder"));
    Files.createFile(path.resolve("work/first.yaml"));
    Files.createFile(path.resolve("work/name with blanks.yaml"));
    return new Room(path);
  }

  /** The arguments of every vcluster that was started. */
  List<String> started() throws IOException {
    Path mark = path.resolve("started");
    return Files.exists(mark) ? Files.readAllLines(mark) : List.of();
  }

  Path write(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** A process of this room, not started yet. */
  ProcessBuilder process(List<String> command, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(path.resolve("work").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("LC_"));
    environment.put("HOME", path.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("TERM", "vt100");
    environment.put("PATH", path.resolve("bin") + ":" + environment.get("PATH"));
    environment.putAll(variables);
    return builder;
  }

  /** Runs a program, which has to succeed, and returns the lines of its standard output. */
  List<String> run(List<String> command, Map<String, String> variables) throws Exception {
    Path output = path.resolve("output");
    Path errors = path.resolve("errors");
    Process process =
        process(command, variables)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    stop(process);
    assertThat(ended).as("%s ends within %d seconds", command, SECONDS).isTrue();
    assertThat(Files.readString(errors)).as("standard error of %s", command).isEmpty();
    assertThat(process.exitValue()).as("exit code of %s", command).isZero();
    return Files.readAllLines(output);
  }

  static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
