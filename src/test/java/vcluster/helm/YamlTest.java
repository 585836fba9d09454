package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @Test
  void values_areWrittenWithEveryTextInQuotes() {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.putObject("telemetry").put("disabled", true).put("machineID", "true").put("a", "");
    assertThat(Yaml.write(values))
        .isEqualTo("telemetry:\n  disabled: true\n  machineID: \"true\"\n  a: \"\"\n");
  }

  @Test
  void noValues_areAnEmptyMapping() {
    assertThat(Yaml.write(JsonNodeFactory.instance.objectNode())).isEqualTo("{}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a \"b\" \\ c",
        "line\nbreak\r\ttab",
        "EOF",
        "null",
        "0x10",
        "# no comment",
        "ümläut 漢字 😀",
        "\u0000\u0007\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffe\uffff"
      })
  void text_isReadBackAsItWas(String text) throws IOException {
    String yaml = Yaml.write(JsonNodeFactory.instance.objectNode().put("k", text));
    assertThat(yaml).startsWith("k: \"").endsWith("\"\n").containsOnlyOnce("\n");
    assertThat(new YAMLMapper().readTree(yaml).get("k").textValue()).isEqualTo(text);
  }

  @Test
  void halfACharacter_isReplaced() {
    assertThat(Yaml.write(JsonNodeFactory.instance.objectNode().put("k", "a\ud83d" + "b")))
        .isEqualTo("k: \"a\ufffdb\"\n");
  }

  @Test
  void firstDocument_isRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "a: 1 # one\n---\na: 2\n");
    assertThat(Yaml.read(file).orElseThrow().path("a").asText()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: b: c", "\ta: 1"})
  void whatIsNotYaml_isNotRead(String content, @TempDir Path folder) throws IOException {
    assertThat(Yaml.read(Files.writeString(folder.resolve("f"), content))).isEmpty();
  }

  @Test
  void whatCantBeReadOnce_isNotReadAtAll(@TempDir Path folder) throws IOException {
    assertThat(Yaml.read(folder)).isEmpty();
    assertThat(Yaml.read(folder.resolve("missing"))).isEmpty();
    assertThat(Yaml.read(Files.write(folder.resolve("f"), new byte[] {'a', ':', (byte) 0xff})))
        .isEmpty();
  }
}
