package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Unix;

class StartMarkTest {
  @TempDir Path folder;
  private Path mark;
  private final long now = 1_700_000_000;

  @BeforeEach
  void setUp() throws IOException {
    mark = folder.resolve("mark");
    assertThat(StartMark.isThere(mark, now)).isFalse();
    assertThat(StartMark.tryMark(mark, now)).isTrue();
  }

  @Test
  void mark_isThereUntilItIsRemoved_andItsFileStays() throws IOException {
    assertThat(StartMark.isThere(mark, now + 1)).isTrue();
    assertThat(Unix.mode(mark)).isEqualTo("rw-------");

    StartMark.remove(mark);

    assertThat(StartMark.isThere(mark, now + 1)).isFalse();
    assertThat(mark).exists();
  }

  @Test
  void mark_isLeftOnce_untilItIsRemoved() throws IOException {
    assertThat(StartMark.tryMark(mark, now)).isFalse();
    assertThat(StartMark.tryMark(mark, now + 4)).isFalse();

    StartMark.remove(mark);

    assertThat(StartMark.tryMark(mark, now + 4)).isTrue();
  }

  @Test
  void mark_ofAnUploaderThatWasKilled_isLeftAnew() throws IOException {
    assertThat(StartMark.tryMark(mark, now + 5)).isTrue();
    assertThat(StartMark.tryMark(mark, now + 9)).isFalse();
    assertThat(StartMark.tryMark(mark, now + 10)).isTrue();
  }

  @Test
  void mark_fromTheFuture_isLeftAnew() throws IOException {
    assertThat(StartMark.tryMark(mark, now - 100)).isTrue();
    assertThat(StartMark.tryMark(mark, now - 99)).isFalse();
  }

  @Test
  void mark_whoseTimeCannotBeSet_isMadeAnew() throws IOException {
    // As another account's file is, or any file where the file system takes no times.
    Files.delete(mark);
    Files.createSymbolicLink(mark, folder.resolve("missing"));

    assertThat(StartMark.tryMark(mark, now)).isTrue();
    assertThat(StartMark.isThere(mark, now + 1)).isTrue();
  }

  @Test
  void mark_whoseTimeCannotBeSet_isTakenAway() throws IOException {
    Files.delete(mark);
    Files.createSymbolicLink(mark, folder.resolve("missing"));

    StartMark.remove(mark);

    assertThat(Files.isSymbolicLink(mark)).isFalse();
  }

  @Test
  void mark_ofAClockBefore1970_keepsNobodyFromStarting() throws IOException {
    assertThat(StartMark.tryMark(mark, -1)).isTrue();
  }
}
