package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.event.CommandException;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** An opt-out always works; whatever was in the file is kept, and nothing else is touched. */
class ConfigDamageTest {
  private static final String OFF = "{\"telemetryDisabled\":true}";

  @TempDir Path folder;
  private Path file;
  private Path aside;

  @BeforeEach
  void nameFiles() {
    file = folder.resolve("config.json");
    aside = folder.resolve("config.json.corrupt");
  }

  static Stream<byte[]> damaged() {
    return Stream.of(
        utf8("[]"),
        utf8("\ufeff{}"),
        utf8("{\"platform\":{\"accesskey\":\"k"),
        utf8("{} {}"),
        utf8("nulll"),
        utf8("\u00a0"),
        new byte[] {0},
        new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
        new byte[10 << 20]);
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void disable_movesTheContentAside(byte[] content) throws Exception {
    Files.write(file, content);
    Unix.mode(file, "rw-r--r--");

    assertThat(ConfigFile.disable(file)).map(ConfigFile.MovedAside::to).contains(aside);

    assertThat(file).hasContent(OFF);
    assertThat(Unix.mode(file)).isEqualTo("rw-r--r--");
    assertThat(aside).hasBinaryContent(content);
    assertThat(Unix.mode(aside)).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void enable_changesNothing(byte[] content) throws IOException {
    Files.write(file, content);

    assertThatThrownBy(() -> ConfigFile.enable(file))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(file + " ")
        .hasMessageContaining("nothing changed and telemetry stays off");

    assertThat(file).hasBinaryContent(content);
    assertThat(Unix.names(folder)).containsExactlyInAnyOrder("config.json", "config.json.lock");
  }

  @Test
  void disable_keepsOneDamagedFileAtMost() throws Exception {
    for (String content : List.of("{first", "{second")) {
      Files.writeString(file, content);
      ConfigFile.disable(file);
    }

    assertThat(aside).hasContent("{second");
    assertThat(Unix.names(folder))
        .containsExactlyInAnyOrder(
            "config.json", "config.json.corrupt", "config.json.disabled", "config.json.lock");
  }

  @Test
  void disable_isNotStoppedByAFolderWhereTheContentIsMoved() throws Exception {
    Files.createDirectories(aside.resolve("inside"));
    Files.writeString(file, "{broken");

    assertThat(ConfigFile.disable(file))
        .map(ConfigFile.MovedAside::to)
        .contains(folder.resolve("config.json.corrupt.1"));

    assertThat(file).hasContent(OFF);
    assertThat(folder.resolve("config.json.corrupt.1")).hasContent("{broken");
    assertThat(aside.resolve("inside")).isDirectory();
  }

  @Test
  void disable_whenTheFieldHasAnotherTypeReplacesItsValueAlone() throws Exception {
    Files.writeString(file, "{\"telemetryDisabled\": \"no\", \"a\": 1.50}");

    assertThat(ConfigFile.disable(file)).isEmpty();

    assertThat(file).hasContent("{\"telemetryDisabled\": true, \"a\": 1.50}");
  }

  @Test
  void disable_movesAFileAsideThatItCannotRead() throws IOException {
    Files.writeString(file, "{\"platform\":{\"accesskey\":\"k\"}}");
    Unix.mode(file, "-w-r--r--");

    assertThat(unprivileged("disable")).isEqualTo("Optional[" + aside + "]");

    assertThat(file).hasContent(OFF);
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
    assertThat(Unix.mode(aside)).isEqualTo("rw-------");
    assertThat(aside).hasContent("{\"platform\":{\"accesskey\":\"k\"}}");
  }

  @Test
  void fileThatNoMemoryHolds_isMovedAsideByDisableAlone() throws Exception {
    long size = 1L + Integer.MAX_VALUE;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }

    assertThatThrownBy(() -> ConfigFile.enable(file))
        .isInstanceOf(CommandException.class)
        .hasMessage(file + " is too large to read; move it away and run this again");
    assertThat(ConfigFile.disable(file)).map(ConfigFile.MovedAside::to).contains(aside);

    assertThat(file).hasContent(OFF);
    assertThat(aside).hasSize(size);
  }

  @Test
  void enable_refusesAFileThatItCannotRead() throws IOException {
    Files.writeString(file, OFF);
    Unix.mode(file, "-w-------");

    assertThat(unprivileged("enable"))
        .startsWith("CommandException: " + file + " can't be opened: permission denied; make it ");

    assertThat(file).hasContent(OFF);
    assertThat(aside).doesNotExist();
  }

  private String unprivileged(String verb) {
    return Child.run(Child.unprivileged(Child.java(ConfigProbe.class, verb, file.toString())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
