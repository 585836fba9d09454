package vcluster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A script in place of a runtime's java, which runs it with the launcher's options and one more: it
 * also writes down where each class comes from.
 *
 * @param notes a file for each process
 */
record WatchedJava(Path notes) {
  private static final String SCRIPT =
      """
      #!/bin/sh
      # The main class is the word after the class path.
      before= last=
      for word; do
        [ "$before" = -cp ] && main=$word
        before=$last last=$word
      done
      for word; do
        shift
        # Behind the options that turn all logging off.
        [ "$word" = -cp ] && set -- "$@" "-Xlog:class+load:file=%s/$main.%%p"
        set -- "$@" "$word"
      done
      exec "${0%%/*}/java.real" "$@"
      """;

  /** Puts it into {@code runtime}; the notes go to a new folder. */
  static WatchedJava in(Path runtime, Path notes) throws IOException {
    Files.createDirectory(notes);
    Path java = runtime.resolve("bin/java");
    Files.move(java, runtime.resolve("bin/java.real"));
    Files.writeString(java, SCRIPT.formatted(notes));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new WatchedJava(notes);
  }

  /** The classes that one run of {@code main} so far loaded from elsewhere than its cache. */
  Set<String> classesFromElsewhere(String main) throws IOException {
    Set<String> classes = new TreeSet<>();
    boolean ran = false;
    try (Stream<Path> files = Files.list(notes)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(main + ".")) {
          ran = true;
          Files.readAllLines(file).stream()
              .filter(line -> !line.contains("source: shared objects file"))
              .map(line -> line.replaceFirst(".*\\] (.*) source: .*", "$1"))
              .forEach(classes::add);
        }
      }
    }
    if (!ran) {
      throw new IllegalStateException(main + " did not run");
    }
    return classes;
  }
}
