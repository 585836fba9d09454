package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vcluster.cli.CommandTree;

final class CompletionScriptTest {

  @ParameterizedTest
  @EnumSource(Shell.class)
  void script_isTheSameEachTime(Shell shell) {
    assertThat(script(shell, true)).isEqualTo(script(shell, true));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void script_hasEveryMarkFilled(Shell shell) {
    assertThat(script(shell, true))
        .contains("_vcluster_option 'Show the version' 'none' '-v' '--version'")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void noDescriptions_leavesThemOut(Shell shell) {
    assertThat(script(shell, false))
        .contains("_vcluster_option '' 'none' '-v' '--version'")
        .doesNotContain("Show the version");
  }

  @Test
  void unknownShell_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompletionScript.of(CommandTree.create(), "tcsh", true));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "BASH       | it's $a \\ | 'it'\\''s $a \\'",
        "ZSH        | it's $a \\ | 'it'\\''s $a \\'",
        "FISH       | it's $a \\ | 'it\\'s $a \\\\'",
        "POWERSHELL | it's $a \\ | 'it''s $a \\'",
        "POWERSHELL | it\u2019s  | 'it\u2019\u2019s'"
      })
  void quotedText_isLiteral(Shell shell, String text, String quoted) {
    assertThat(shell.quote(text)).isEqualTo(quoted);
  }

  @Test
  void noteOfSeveralSentences_giveTheFirst() {
    assertThat(Note.of("Stop, and delete. Leaves no event behind.")).isEqualTo("Stop, and delete");
  }

  @Test
  void dotsWithinASentence_endNoNote() {
    assertThat(Note.of("Charts, e.g. 0.20 and v0.18.1. More."))
        .isEqualTo("Charts, e.g. 0.20 and v0.18.1");
  }

  @Test
  void noteOfSeveralLines_isOne() {
    assertThat(Note.of("One%n  two\tthree\n", "100%% \u001bsafe"))
        .isEqualTo("One two three 100% safe");
  }

  @Test
  void noteWithoutADescription_isEmpty() {
    assertThat(Note.of()).isEmpty();
  }

  private static String script(Shell shell, boolean descriptions) {
    return CompletionScript.of(CommandTree.create(), shell.name().toLowerCase(), descriptions);
  }
}
