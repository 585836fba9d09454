package vcluster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import vcluster.testing.Child;

/** The distribution in another place, where its files may be spoiled. */
record DistributionCopy(Path folder) {

  static DistributionCopy in(Path folder) {
    Child.run(List.of("cp", "-a", Vcluster.DIST + "/.", folder.toString()));
    return new DistributionCopy(folder);
  }

  String launcher() {
    return folder.resolve("bin/vcluster").toString();
  }

  /** Whether it brings its own runtime, or runs on the java that the machine has. */
  boolean hasRuntime() {
    return Files.exists(folder.resolve("runtime"));
  }

  /** Moves the runtime away, so that the machine's java has to do. */
  void dropRuntime() throws IOException {
    Files.move(folder.resolve("runtime"), folder.resolve("no-runtime"));
  }

  void dropArchives() throws IOException {
    for (Path archive : archives()) {
      Files.deleteIfExists(archive);
    }
  }

  /** Puts this in place of each archive, which need not have been there. */
  void replaceArchives(byte[] content) throws IOException {
    for (Path archive : archives()) {
      Files.write(archive, content);
    }
  }

  /** Cuts each archive in half; false if there is none. */
  boolean cutArchives() throws IOException {
    boolean any = false;
    for (Path archive : archives()) {
      if (Files.exists(archive)) {
        byte[] content = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(content, content.length / 2));
        any = true;
      }
    }
    return any;
  }

  private List<Path> archives() {
    String end = hasRuntime() ? ".aot" : ".jsa";
    return Stream.of("vcluster", "full")
        .map(name -> folder.resolve("lib").resolve(name + end))
        .toList();
  }
}
