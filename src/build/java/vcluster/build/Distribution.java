package vcluster.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Completes the distribution after the jars and the launchers are in place: the launcher's class
 * path, picocli in a form that an archive takes, a runtime of its own if a JDK 25 or newer is on
 * the machine, and the caches of classes with which the program starts.
 *
 * <p>Arguments: the distribution's folder, picocli's published sources, a folder to work in, the
 * JDK to use (a path, {@code none}, or the newest that is found: {@code auto}, {@code required}),
 * the time that files of the build bear, and the names of the artifacts that every command needs,
 * with commas between them.
 */
public final class Distribution {
  private Distribution() {}

  public static void main(String[] arguments) throws Exception {
    Path dist = Path.of(arguments[0]).toRealPath();
    Path work = Files.createDirectories(Path.of(arguments[2])).toRealPath();
    Instant time = Instant.parse(arguments[4]);

    ClassPath classPath = ClassPath.of(dist.resolve("lib"), List.of(arguments[5].split(",")));
    Launcher.complete(dist.resolve("bin/vcluster"), classPath);
    new PicocliRecompiler(work, time).recompile(Path.of(arguments[1]), classPath.find("picocli"));
    setTimes(dist.resolve("lib"), time);
    Optional<Path> runtime = runtime(dist, work, arguments[3]);
    CacheTrainer.of(dist, work, classPath, runtime).train();
  }

  private static Optional<Path> runtime(Path dist, Path work, String choice) throws Exception {
    Optional<Path> jdk = JdkFinder.find(choice);
    if (jdk.isEmpty() && choice.equals("required")) {
      throw new IOException("a release has a runtime of its own: no JDK 25 or newer was found");
    }
    Path runtime = dist.resolve("runtime");
    if (jdk.isEmpty()) {
      Tools.deleteTree(runtime);
      return Optional.empty();
    }
    new RuntimeLinker(jdk.get(), work.resolve("runtime.jdk")).link(runtime);
    return Optional.of(runtime);
  }

  /**
   * A cache fits the jars that it was made with, by their times: so they bear the one that the
   * release's archives give to each file.
   */
  private static void setTimes(Path lib, Instant time) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }
}
