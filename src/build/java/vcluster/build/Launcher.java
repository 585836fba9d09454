package vcluster.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import vcluster.cli.Command;

/** Fills in what the launcher has to know of jars and commands. */
final class Launcher {
  private Launcher() {}

  static void complete(Path file, ClassPath classPath) throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replace("@foreground@", ClassPath.below("$vcluster_home", classPath.foreground()))
            .replace("@background@", ClassPath.below("$vcluster_home", classPath.background()))
            .replace("@full@", words()));
  }

  /**
   * The names of the commands that need all jars, as a pattern of a shell's case. Such a command
   * can't be called without its name; another that has this word as a value gets more than it
   * needs.
   */
  private static String words() {
    return Arrays.stream(Command.values())
        .filter(Command::needsAllJars)
        .map(Command::path)
        .map(path -> "*\" " + path.get(path.size() - 1) + " \"*")
        .collect(Collectors.joining(" | "));
  }
}
