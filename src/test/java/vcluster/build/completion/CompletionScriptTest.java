package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        .contains("_vcluster_option 'Show the version' 'none' '--version'")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void noDescriptions_leavesThemOut(Shell shell) {
    assertThat(script(shell, false))
        .contains("_vcluster_option '' 'none' '--version'")
        .doesNotContain("Show the version");
  }

  @Test
  void unknownShell_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompletionScript.of(CommandTree.create(), "tcsh", true));
  }

  private static String script(Shell shell, boolean descriptions) {
    return CompletionScript.of(CommandTree.create(), shell.name().toLowerCase(), descriptions);
  }
}
