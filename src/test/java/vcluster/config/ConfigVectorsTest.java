package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.event.CommandException;

class ConfigVectorsTest {
  @TempDir Path folder;

  static List<JsonNode> cases() throws IOException {
    try (InputStream in = ConfigVectorsTest.class.getResourceAsStream("/vectors/config.json")) {
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).path("cases").forEach(cases::add);
      assertThat(cases).hasSizeGreaterThan(3);
      return cases;
    }
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
