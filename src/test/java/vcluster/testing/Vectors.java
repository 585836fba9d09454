package vcluster.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Published samples, and cases that other implementations answer as ours does. */
public final class Vectors {
  public static final Path FOLDER = Path.of("src/test/resources/vectors").toAbsolutePath();

  private Vectors() {}

  /** What a file holds, without the line end behind it. */
  public static String text(String name) {
    return Unchecked.get(() -> Files.readString(FOLDER.resolve(name)).strip());
  }

  /** The cases of a JSON file that lists them. */
  public static Stream<JsonNode> cases(String name) {
    JsonNode file = Unchecked.get(() -> new ObjectMapper().readTree(text(name)));
    return StreamSupport.stream(file.path("cases").spliterator(), false);
  }
}
