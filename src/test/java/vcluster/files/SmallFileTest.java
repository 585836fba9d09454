package vcluster.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
  @TempDir Path folder;

  @Test
  void fileWithinTheLimit_isRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "12345");

    assertThat(SmallFile.read(file, 5)).hasValue("12345".getBytes());
    assertThat(SmallFile.read(file, 4)).isEmpty();
  }

  @Test
  void emptyFile_isEmptyContent() throws IOException {
    assertThat(SmallFile.read(Files.createFile(folder.resolve("file")), 5)).hasValue(new byte[0]);
  }

  @Test
  void fileThatTheKernelMakesUp_isRead() {
    Path file = Path.of("/proc/version");

    assertThat(SmallFile.read(file, 10_000).isPresent()).isEqualTo(Files.exists(file));
  }

  @Test
  void whatIsNoFile_isNotRead() {
    assertThat(SmallFile.read(folder, 5)).isEmpty();
    assertThat(SmallFile.read(folder.resolve("none"), 5)).isEmpty();
    assertThat(SmallFile.read(Path.of("/dev/zero"), 5)).isEmpty();
  }
}
