package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdFilesTest {
  private static final String ID = "0123456789ABcdef0123456789abcdef";

  @TempDir Path folder;
  private Path first;
  private Path second;
  private IdFiles files;

  @BeforeEach
  void paths() {
    first = folder.resolve("dbus");
    second = folder.resolve("etc");
    files = new IdFiles(List.of(first, second));
  }

  @Test
  void firstFile_wins() throws IOException {
    Files.writeString(first, ID + "\n");
    Files.writeString(second, "other\n");

    assertThat(files.read()).hasValue(ID);
  }

  @Test
  void firstFileMissing_secondIsRead() throws IOException {
    Files.writeString(second, ID);

    assertThat(files.read()).hasValue(ID);
  }

  @Test
  void firstFileThatIsNoFile_secondIsRead() throws IOException {
    Files.createDirectory(first);
    Files.writeString(second, ID);

    assertThat(files.read()).hasValue(ID);
  }

  @Test
  void firstFileFarTooLong_secondIsRead() throws IOException {
    Files.writeString(first, "x".repeat(4097));
    Files.writeString(second, ID);

    assertThat(files.read()).hasValue(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n\n", "\u00a0\n"})
  void firstFileEmpty_isTheEmptyId(String content) throws IOException {
    Files.writeString(first, content);
    Files.writeString(second, ID);

    assertThat(files.read()).hasValue("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uninitialized\n", "00000000000000000000000000000000\n", "0"})
  void firstFileOfAnImage_secondIsRead(String content) throws IOException {
    Files.writeString(first, content);
    assertThat(files.read()).isEmpty();

    Files.writeString(second, "abc\n");

    assertThat(files.read()).contains("abc");
  }

  @Test
  void noFile_isNone() {
    assertThat(files.read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r\n", " ", "\t", "\u000b", "\f", "\u0085", "\u00a0", "\u1680", "\u2000", "\u2007",
        "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"
      })
  void whiteSpaceOfUnicode_isTrimmedAtBothEnds(String space) throws IOException {
    Files.writeString(first, space + "\n" + ID + " " + space + "\n");

    assertThat(files.read()).hasValue(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u180e", "\ufeff", "\u001c", "\u0000"})
  void whatIsNoWhiteSpaceInGo_stays(String other) throws IOException {
    Files.writeString(first, other + ID + other + "\n");

    assertThat(files.read()).hasValue(other + ID + other);
  }

  @Test
  void innerBlanksAndCase_areKept() throws IOException {
    Files.writeString(first, "  Ab\u00a0 c\nD \n");

    assertThat(files.read()).hasValue("Ab\u00a0 c\nD");
  }
}
