package vcluster.cli;

import vcluster.cli.completion.CompletionScript;

/** {@code completion}: prints the script that completes command lines in a shell. */
final class CompletionCommand implements Action {
  @Override
  public int run(Invocation invocation) {
    String shell = invocation.line().matchedPositionalValue(0, "");
    boolean descriptions = !invocation.flag("--no-descriptions");
    String script = CompletionScript.of(CommandTree.create(), shell, descriptions);
    invocation.surroundings().out().print(script);
    return 0;
  }
}
