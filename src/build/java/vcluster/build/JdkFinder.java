package vcluster.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds the JDK that the runtime is linked from. */
final class JdkFinder {
  private static final int OLDEST = 25;

  private JdkFinder() {}

  /**
   * The newest JDK from 25 on: the running one, JAVA_HOME's, or one where systems keep theirs.
   *
   * @param choice a path, {@code none}, or {@code auto} or {@code required} to look for one
   */
  static Optional<Path> find(String choice) {
    if (choice.equals("none")) {
      return Optional.empty();
    }
    if (!List.of("auto", "required").contains(choice)) {
      return Optional.of(Path.of(choice));
    }
    return candidates().stream()
        .flatMap(path -> Stream.of(path, path.resolve("Contents/Home")))
        .filter(path -> Files.isExecutable(path.resolve("bin/jlink")))
        .filter(path -> feature(path) >= OLDEST)
        .max(Comparator.comparingInt(JdkFinder::feature));
  }

  private static List<Path> candidates() {
    String home = System.getProperty("user.home");
    List<Path> candidates = new ArrayList<>();
    candidates.add(Path.of(System.getProperty("java.home")));
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(candidates::add);
    for (String parent :
        List.of(
            "/usr/lib/jvm",
            "/opt/java",
            home + "/.jdks",
            home + "/.sdkman/candidates/java",
            "/Library/Java/JavaVirtualMachines")) {
      candidates.addAll(children(Path.of(parent)));
    }
    return candidates;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int feature(Path jdk) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }
}
