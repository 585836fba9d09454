package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.consent.Setting;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** The reading rules of docs/protocol.md#the-choice: what is not clearly a choice is an opt-out. */
class SettingReaderTest {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  @TempDir Path folder;

  static Stream<Arguments> invalid() throws IOException {
    Map<String, String> texts =
        new ObjectMapper()
            .readValue(new File("src/test/resources/tables/unusable-config.json"), TEXTS);
    return Stream.concat(
        texts.entrySet().stream().map(text -> arguments(text.getKey(), utf8(text.getValue()))),
        Stream.of(
            arguments("UTF-16", "{\"telemetryDisabled\":false}".getBytes(StandardCharsets.UTF_16)),
            arguments("UTF-16LE", "{}".getBytes(StandardCharsets.UTF_16LE)),
            arguments("Latin-1", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
            arguments("overlong", bytes('{', '"', 0xC0, 0x80, '"', ':', '1', '}')),
            arguments("surrogate", bytes('{', '"', 0xED, 0xA0, 0x80, '"', ':', '1', '}')),
            arguments("cut letter", bytes('{', '"', 'a', '"', ':', '"', 0xC3, '"', '}')),
            arguments("binary", bytes(0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void read_isUnusable(String name, byte[] content) throws IOException {
    assertThat(read(content)).isInstanceOf(Setting.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"telemetryDisabled\":true} | true",
        "{\"telemetryDisabled\":false} | false",
        "{\"telemetryDisabled\":true,\"telemetryDisabled\":false} | false",
        "{\"telemetryDisabled\":false,\"TelemetryDISABLED\":true} | true",
        "{\"telemetryDisabled\":true,\"telemetrydisabled\":null} | true",
        "{\"telemetryDisabled\":null,\"telemetrydisabled\":false} | false",
        "{\"telemetryDi\u017fabled\":true} | true",
        "{\"\\u0074elemetryDisabled\":true} | true",
        "{\"telemetryDisabled\":true,\"a\":{\"telemetryDisabled\":false}} | true",
      })
  void read_findsTheChoice(String content, boolean disabled) throws IOException {
    assertThat(read(utf8(content))).isEqualTo(new Setting.Disabled(disabled));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"telemetryDisabled\":null}",
        "{\"telemetryDisabled \":true}",
        "{\"telemetry\u212aisabled\":true}",
        "{\"a\":{\"telemetryDisabled\":true},\"b\":[{\"telemetryDisabled\":true}]}",
        "{\"a\":\"\\ud800\",\"b\":1e400}",
      })
  void read_findsNothing(String content) throws IOException {
    assertThat(read(utf8(content))).isEqualTo(new Setting.Absent(true));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void read_takesTheLastThatIsNotNull(long seed) throws IOException {
    RandomDocument document = RandomDocument.of(seed, List.of("true", "false", "null"), 4);
    Setting expected = new Setting.Absent(true);
    for (String value : document.ownValues()) {
      if (!value.equals("null")) {
        expected = new Setting.Disabled(value.equals("true"));
      }
    }

    assertThat(read(utf8(document.text()))).as(document.text()).isEqualTo(expected);
  }

  @Test
  void read_ofNoFileFindsNothing() {
    assertThat(read(folder.resolve("none"))).isEqualTo(new Setting.Absent(false));
    assertThat(read(folder.resolve("no-folder/none"))).isEqualTo(new Setting.Absent(false));
  }

  @Test
  void read_ofAFolderIsUnusable() {
    assertThat(read(folder)).isInstanceOf(Setting.Unusable.class);
  }

  @Test
  void read_belowAFileIsUnusable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(read(file.resolve("config.json"))).isInstanceOf(Setting.Unusable.class);
  }

  @Test
  void read_followsLinks() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "{\"telemetryDisabled\":true}");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target.getFileName());
    assertThat(read(link)).isEqualTo(new Setting.Disabled(true));
  }

  @Test
  void read_ofALinkToNothingOrInACircleIsUnusable() throws IOException {
    Path dangling = Files.createSymbolicLink(folder.resolve("a"), Path.of("nothing"));
    Path circle = Files.createSymbolicLink(folder.resolve("b"), Path.of("b"));
    assertThat(read(dangling)).isInstanceOf(Setting.Unusable.class);
    assertThat(read(circle)).isInstanceOf(Setting.Unusable.class);
  }

  @Test
  void read_ofAFileThatPermissionsHideIsUnusable() throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), "{}");
    Unix.mode(file, "---------");
    List<String> probe = Child.java(ConfigProbe.class, "read", file.toString());
    assertThat(Child.run(Child.unprivileged(probe))).startsWith("Unusable").contains("denied");
  }

  /** Nobody writes to it: a reader that opens it waits for ever. */
  @Test
  void read_ofAPipeIsUnusable() throws IOException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Child.run(List.of("mkfifo", pipe.toString())).isEmpty());
    assertThat(read(pipe)).isInstanceOf(Setting.Unusable.class);
  }

  @Test
  void problem_repeatsNothingOfTheContent() throws IOException {
    Setting setting = read(utf8("{\"platform\":{\"accesskey\":\"SECRET\" SECRET\n}}"));
    assertThat(setting.toString()).doesNotContain("SECRET").contains("line 1");
  }

  private Setting read(byte[] content) throws IOException {
    return read(Files.write(folder.resolve("config.json"), content));
  }

  private static Setting read(Path file) {
    return ConfigFile.read(file);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
