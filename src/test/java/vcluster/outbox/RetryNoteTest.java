package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Unix;

/** When the next attempt may begin, whatever clocks, servers and files say. */
class RetryNoteTest {
  private static final long NOW = 1_700_000_000;
  private static final long DAY = 24 * 60 * 60;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("retry");
  }

  @Test
  void note_isReadAsItWasWritten() throws IOException {
    RetryNote note = new RetryNote(3, NOW, NOW + 60, NOW + 120);

    note.write(file);

    assertThat(RetryNote.read(file)).isEqualTo(note);
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "garbage",
        "{\"failures\":3}",
        "3 4102444800 4102444800",
        "3 4102444800 4102444800 ",
        "3 4102444800 4102444800 x",
        "3 4102444800 4102444800 4102444800 1",
        "99999999999 0 0 0",
        "3 99999999999999999999 0 0",
        "3 1.5 0 0",
        "3\u0000 0 0 0",
      })
  void file_thatIsNoNoteHoldsNobodyUp(String content) throws IOException {
    Files.writeString(file, content);

    assertThat(RetryNote.read(file).notBefore(NOW)).isLessThanOrEqualTo(NOW);
    assertThat(RetryNote.read(file).failures()).isZero();
  }

  @Test
  void noFile_isNoNote() throws IOException {
    assertThat(RetryNote.read(file)).isEqualTo(RetryNote.none());
    Files.createDirectory(file);
    assertThat(RetryNote.read(file)).isEqualTo(RetryNote.none());
  }

  /** Seconds after now, all of them: written, our backoff, the server's word; what comes of it. */
  @ParameterizedTest
  @CsvSource({
    // As it should be.
    "0, 60, 0, 60, 0",
    "0, 60, 120, 120, 120",
    "0, 600, 120, 600, 120",
    "-60, 60, 0, 60, 0",
    "-120, -60, -30, -30, -30",
    // A server that asks for a year, and a backoff that was computed beyond all bounds.
    "0, 60, 31536000, 86400, 86400",
    "0, 31536000, 0, 86400, 0",
    "-3600, 60, 31536000, 82800, 82800",
    // The clock was ahead when it was written, and has been set back since.
    "3600, 3660, 7200, 0, 0",
    "1, 61, 121, 0, 0",
    // The clock was behind when it was written.
    "-31536000, -31535940, 0, 0, 0",
  })
  void wait_isBoundedWhateverTheClockDid(
      long written, long backoff, long server, long wait, long serverWait) {
    RetryNote note = new RetryNote(1, NOW + written, NOW + backoff, server == 0 ? 0 : NOW + server);

    assertThat(Math.max(note.notBefore(NOW) - NOW, wait <= 0 ? wait : 0)).isEqualTo(wait);
    assertThat(Math.max(note.serverNotBefore(NOW) - NOW, serverWait <= 0 ? serverWait : 0))
        .isEqualTo(serverWait);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, NOW - DAY, NOW, NOW + 1, Long.MAX_VALUE})
  void wait_isNeverLongerThanADay(long written) {
    RetryNote note = new RetryNote(1, written, Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(note.notBefore(NOW)).isLessThanOrEqualTo(NOW + DAY);
    assertThat(note.serverNotBefore(NOW)).isLessThanOrEqualTo(NOW + DAY);
  }
}
