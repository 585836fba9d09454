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
    String shell = invocation.line().matchedPositionalValue(0, "");
    boolean descriptions = !invocation.flag("--no-descriptions");
    invocation.surroundings().out().print(script(shell, descriptions));
    return 0;
  }

  static String script(String shell, boolean descriptions) {
    String script = script(shell);
    return descriptions ? script : script.replaceAll(DESCRIPTION, "$1 '' '");
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
