package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.event.CommandException;
import vcluster.testing.Vectors;

class ConfigVectorsTest {
  @TempDir Path folder;

  static Stream<JsonNode> cases() {
    return Vectors.cases("config.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void vector_holds(JsonNode vector) throws IOException, CommandException {
    Path file = folder.resolve("config.json");
    if (!vector.path("before").isNull()) {
      Files.writeString(file, vector.path("before").asText());
    }
    switch (vector.path("command").asText()) {
      case "disable" -> ConfigFile.disable(file);
      case "enable" -> ConfigFile.enable(file);
      default -> throw new AssertionError(vector);
    }
    assertThat(file).hasContent(vector.path("after").asText());
  }
}
