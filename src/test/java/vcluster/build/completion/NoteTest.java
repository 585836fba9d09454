package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NoteTest {

  @Test
  void severalSentences_giveTheFirst() {
    assertThat(Note.of("Stop, and delete. Leaves no event behind.")).isEqualTo("Stop, and delete");
  }

  @Test
  void dotsWithinASentence_endNothing() {
    assertThat(Note.of("Charts, e.g. 0.20 and v0.18.1. More."))
        .isEqualTo("Charts, e.g. 0.20 and v0.18.1");
  }

  @Test
  void severalLines_becomeOne() {
    assertThat(Note.of("One%n  two\tthree\n", "100%% \u001bsafe"))
        .isEqualTo("One two three 100% safe");
  }

  @Test
  void noDescription_isEmpty() {
    assertThat(Note.of()).isEmpty();
  }
}
