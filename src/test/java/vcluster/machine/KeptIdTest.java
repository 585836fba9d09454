package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Together;
import vcluster.testing.Unix;

class KeptIdTest {
  private static final int THREADS = 8;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void path() {
    file = folder.resolve("home/telemetry/machine-id");
  }

  @Test
  void firstCall_keepsWhatLaterOnesRead() {
    String id = KeptId.in(file);

    assertThat(UUID.fromString(id)).hasToString(id);
    assertThat(KeptId.in(file)).isEqualTo(id);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_isItsOwnersOnly() throws IOException {
    KeptId.in(file);

    assertThat(Unix.mode(file)).isEqualTo("rw-------");
    assertThat(Unix.mode(file.getParent())).isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "564d9f2b-1234-5678-9abc-def0123456", "\u0000\u0000"})
  void damagedFile_isReplaced(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    String id = KeptId.in(file);

    assertThat(file).hasContent(id);
  }

  @Test
  void fileOfTheUser_isTrimmed() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, " 564d9f2b-1234-5678-9abc-def012345678\r\n");

    assertThat(KeptId.in(file)).isEqualTo("564d9f2b-1234-5678-9abc-def012345678");
  }

  @Test
  void placeThatCantBeWritten_givesAnIdThatIsNotKept() throws IOException {
    Files.writeString(folder.resolve("home"), "a file where the folder should be");

    assertThat(UUID.fromString(KeptId.in(file)).version()).isEqualTo(4);
    assertThat(KeptId.in(file)).isNotEqualTo(KeptId.in(file));
  }

  @Test
  void folderInPlaceOfTheFile_givesAnIdThatIsNotKept() throws IOException {
    Files.createDirectories(file.resolve("full"));

    assertThat(UUID.fromString(KeptId.in(file)).version()).isEqualTo(4);
    assertThat(file).isDirectory();
  }

  @RepeatedTest(20)
  void manyAtOnce_agree() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<String> call =
        () -> {
          start.await();
          return KeptId.in(file);
        };

    List<String> ids = Together.run(THREADS, Collections.nCopies(THREADS, call));

    assertThat(ids).containsOnly(ids.get(0));
    assertThat(file).hasContent(ids.get(0));
  }
}
