package vcluster.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code completion}: prints the script that completes command lines in a shell. */
final class CompletionCommand implements Action {
  /** A line of a script that has a command or an option, up to where its description ends. */
  private static final String DESCRIPTION = "(?m)^( *_vcluster_(?:command|option)) '.*?' '";

  @Override
  public int run(Invocation invocation) {
    String script = script(invocation.line().matchedPositionalValue(0, ""));
    if (invocation.flag("--no-descriptions")) {
      script = script.replaceAll(DESCRIPTION, "$1 '' '");
    }
    invocation.surroundings().out().print(script);
    return 0;
  }

  /** The script as the build brings it along; the shells name such files differently. */
  private static String script(String shell) {
    String name =
        switch (shell) {
          case "zsh" -> "_vcluster";
          case "powershell" -> "vcluster.ps1";
          default -> "vcluster." + shell;
        };
    try (InputStream script = CompletionCommand.class.getResourceAsStream("/completions/" + name)) {
      if (script == null) {
        throw new IllegalStateException("missing resource " + name + " (broken build)");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
