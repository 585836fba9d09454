package vcluster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vcluster.testing.Unix;

/**
 * A script in place of a runtime's java, which runs it with the launcher's options and one more: it
 * also writes down where each class comes from, and which are initialized.
 *
 * @param notes a file for each process
 */
record WatchedJava(Path notes) {
  private static final Pattern LOADED = Pattern.compile("(?m)\\] (\\S+) source: (.*)$");
  private static final Pattern INITIALIZED = Pattern.compile("(?m) Initializing '([^']+)'");
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
        [ "$word" = -cp ] && set -- "$@" "-Xlog:class+load,class+init:file=%s/$main.%%p"
        set -- "$@" "$word"
      done
      exec "${0%%/*}/java.real" "$@"
      """;

  /** Puts it into {@code runtime}; the notes go to a new folder. */
  static WatchedJava in(Path runtime, Path notes) throws IOException {
    Files.createDirectory(notes);
    Path java = runtime.resolve("bin/java");
    Files.move(java, runtime.resolve("bin/java.real"));
    Unix.program(java, SCRIPT.formatted(notes));
    return new WatchedJava(notes);
  }

  /** The classes that the runs of {@code main} so far loaded from elsewhere than their cache. */
  Set<String> classesFromElsewhere(String main) throws IOException {
    return found(LOADED, main).stream()
        .filter(load -> !load.group(2).startsWith("shared objects file"))
        .map(load -> load.group(1))
        .collect(Collectors.toSet());
  }

  /** The classes that the runs of {@code main} so far initialized: those that they used. */
  Set<String> classesUsed(String main) throws IOException {
    return found(INITIALIZED, main).stream()
        .map(initialization -> initialization.group(1).replace('/', '.'))
        .collect(Collectors.toSet());
  }

  private List<MatchResult> found(Pattern pattern, String main) throws IOException {
    List<MatchResult> found = new ArrayList<>();
    for (Path file : Unix.list(notes)) {
      if (file.getFileName().toString().startsWith(main + ".")) {
        pattern.matcher(Files.readString(file)).results().forEach(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(main + " did not run");
    }
    return found;
  }
}
