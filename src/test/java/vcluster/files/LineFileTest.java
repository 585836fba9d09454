package vcluster.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;
import vcluster.testing.Unix;

class LineFileTest {
  @TempDir Path folder;
  private Path file;
  private LineFile lines;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("lines");
    lines = new LineFile(file, 1_000);
  }

  @Test
  void lines_areReadInTheOrderOfAppending() throws IOException {
    lines.append("first");
    lines.append("zweite \u00e4\ud83d\ude00");

    assertThat(lines.lines()).containsExactly("first", "zweite \u00e4\ud83d\ude00");
    assertThat(lines.size()).isEqualTo(Files.size(file));
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }

  @Test
  void noFile_isNoLines() throws IOException {
    assertThat(lines.lines()).isEmpty();
    assertThat(lines.size()).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void append_doesNotContinueALineThatWasCutShort() throws IOException {
    Files.writeString(file, "whole\nha");

    lines.append("next");

    assertThat(lines.lines()).containsExactly("whole", "ha", "next");
    assertThat(file).hasContent("whole\nha\nnext\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n", ""})
  void emptyLines_areNone(String content) throws IOException {
    Files.writeString(file, content);

    lines.append("x");

    assertThat(lines.lines()).containsExactly("x");
  }

  @Test
  void aLargeFile_isReadFromTheFirstWholeLineNearItsEnd() throws IOException {
    for (int i = 0; i < 100; i++) {
      lines.append("\u00e4".repeat(10) + i);
    }

    List<String> read = lines.lines();

    assertThat(read).hasSizeBetween(40, 44).allMatch(line -> line.startsWith("\u00e4"));
    assertThat(read).last().isEqualTo("\u00e4".repeat(10) + 99);
  }

  @Test
  void aLargeFileOfOneLine_isNotAnError() throws IOException {
    Files.write(file, new byte[5_000]);

    assertThat(lines.lines()).hasSizeLessThan(2);
  }

  @Test
  void replace_keepsWhatItIsGiven() throws IOException {
    lines.append("old");

    lines.replace(LineFile.bytes(List.of("a", "b")));

    assertThat(lines.lines()).containsExactly("a", "b");
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
    assertThat(LineFile.bytes(List.of("a", "\u00e4")))
        .isEqualTo("a\n\u00e4\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void append_toAFolderFails() throws IOException {
    Files.createDirectory(file);

    assertThatThrownBy(() -> lines.append("x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> lines.lines()).isInstanceOf(IOException.class);
  }

  /** The first page is free, a second one is not: the line fits in part. */
  @Test
  void append_toAFullDiskLeavesTheFileAsItWas() {
    assumeTrue(Unix.canMount(), "no mounts can be made here");
    String script =
        "mount -t tmpfs -o size=64k none '%s' && cd '%s' && echo whole > lines"
                .formatted(folder, folder)
            + " && (cat /dev/zero > filler 2>/dev/null || :)";

    String printed =
        Child.run(Child.inMountNamespace(script, Child.java(Appender.class, file.toString())));

    assertThat(printed.lines()).containsExactly("IOException", "[whole]", "6");
  }

  /** Appends a line of 10,000 letters and tells what became of it. */
  static final class Appender {
    public static void main(String[] arguments) throws IOException {
      LineFile lines = new LineFile(Path.of(arguments[0]), 1_000);
      try {
        lines.append("x".repeat(10_000));
      } catch (IOException e) {
        System.out.println("IOException");
      }
      System.out.println(lines.lines());
      System.out.println(lines.size());
    }
  }
}
