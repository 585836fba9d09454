package vcluster.build.completion;

import java.util.List;
import java.util.Map;

/** Asks the line editor of a real zsh, in a pseudo-terminal. */
final class ZshCompletionTest extends CompletionContract {
  ZshCompletionTest() {
    super(new AskedShell("zsh", "_vcluster", List.of("zsh", "-f")));
  }

  /** Sourced, sourced before compinit, autoloaded from fpath. */
  @Override
  List<Map<String, String>> setups() {
    return List.of(
        Map.of("ASK_AS", "sourced"), Map.of("ASK_AS", "bare"), Map.of("ASK_AS", "fpath"));
  }

  @Override
  Map<String, String> listing() {
    return setups().get(0);
  }
}
