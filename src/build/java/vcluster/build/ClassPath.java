package vcluster.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of the command line.
 *
 * @param foreground those that every command needs, the program's own first
 * @param background the others
 */
record ClassPath(List<Path> foreground, List<Path> background) {

  /** Sorts the jars of a folder into those of the named artifacts and the others. */
  static ClassPath of(Path lib, List<String> artifacts) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> jars = files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
      Path own = lib.resolve("vcluster.jar");
      List<Path> named = artifacts.stream().map(it -> find(it, jars)).toList();
      return new ClassPath(
          Stream.concat(Stream.of(own), named.stream()).toList(),
          jars.stream().filter(it -> !it.equals(own) && !named.contains(it)).toList());
    }
  }

  /** The jar of an artifact that every command needs. */
  Path find(String artifact) {
    return find(artifact, foreground);
  }

  /** Jars as a class path for a distribution's folder, which may be a variable of a shell. */
  static String below(String home, List<Path> jars) {
    return jars.stream()
        .map(jar -> home + "/lib/" + jar.getFileName())
        .collect(Collectors.joining(":"));
  }

  private static Path find(String artifact, List<Path> jars) {
    return jars.stream()
        .filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no jar of " + artifact));
  }
}
