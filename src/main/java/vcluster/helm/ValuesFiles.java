package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.event.CommandException;

/**
 * The values files that the user gave.
 *
 * @param named as they were given; helm takes URLs and {@code -} too
 */
public record ValuesFiles(Path workingDirectory, List<String> named) {
  public ValuesFiles {
    named = List.copyOf(named);
  }

  /**
   * The files as helm's option takes them.
   *
   * @param copies takes copies of pipes such as {@code <(...)}, which a child of a Java program
   *     does not have open; null: they are given as they are
   * @throws CommandException if a pipe can't be copied
   */
  public List<String> arguments(@Nullable Scratch copies) throws CommandException {
    List<String> arguments = new ArrayList<>();
    for (String name : named) {
      Optional<Path> file = find(name);
      if (copies != null && file.filter(ValuesFiles::isPipe).isPresent()) {
        arguments.add(copies.copy(file.get()));
      } else {
        arguments.add(file.isPresent() ? element(name) : name);
      }
    }
    return arguments;
  }

  /**
   * Whether a file says {@code telemetry:} and no more, or something other than a mapping: helm
   * then refuses to set a member of it.
   */
  public boolean breakTelemetry() {
    for (String name : named) {
      JsonNode telemetry =
          find(name).flatMap(Yaml::read).map(values -> values.get("telemetry")).orElse(null);
      if (telemetry != null && !telemetry.isObject()) {
        return true;
      }
    }
    return false;
  }

  /** Helm takes a list in one word, separated by commas as in CSV: this is a list of one. */
  static String element(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPipe(Path file) {
    return !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private Optional<Path> find(String name) {
    try {
      return Optional.of(workingDirectory.resolve(name)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
