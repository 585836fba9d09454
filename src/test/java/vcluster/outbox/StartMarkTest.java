package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartMarkTest {
  @TempDir Path folder;
  private Path mark;
  private long now;

  @BeforeEach
  void setUp() throws IOException {
    mark = folder.resolve("mark");
    assertThat(StartMark.leave(mark, 0)).isTrue();
    now = Files.getLastModifiedTime(mark).to(TimeUnit.SECONDS);
  }

  @Test
  void mark_isLeftOnce_untilItIsRemoved() throws IOException {
    assertThat(StartMark.leave(mark, now)).isFalse();
    assertThat(StartMark.leave(mark, now + 4)).isFalse();

    StartMark.remove(mark);

    assertThat(StartMark.leave(mark, now + 4)).isTrue();
  }

  @Test
  void mark_ofAnUploaderThatWasKilled_isLeftAnew() throws IOException {
    assertThat(StartMark.leave(mark, now + 5)).isTrue();
    assertThat(StartMark.leave(mark, now + 9)).isFalse();
    assertThat(StartMark.leave(mark, now + 10)).isTrue();
  }

  @Test
  void mark_fromTheFuture_isLeftAnew() throws IOException {
    assertThat(StartMark.leave(mark, now - 100)).isTrue();
    assertThat(StartMark.leave(mark, now - 99)).isFalse();
  }
}
