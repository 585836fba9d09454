package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellTest {

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
}
