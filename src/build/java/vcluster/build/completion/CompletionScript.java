package vcluster.build.completion;

import java.util.Locale;
import picocli.CommandLine;

/** The script that completes command lines in a shell, without starting the program. */
public final class CompletionScript {
  private CompletionScript() {}

  /**
   * The script for {@code shell}: bash, zsh, fish or powershell.
   *
   * @param descriptions whether the words come with their descriptions, where the shell shows them
   */
  public static String of(CommandLine program, String shell, boolean descriptions) {
    Shell dialect = Shell.valueOf(shell.toUpperCase(Locale.ROOT));
    Grammar grammar = new GrammarReader(program.getCommandSpec(), descriptions).read();
    Table table = new Table(grammar, dialect);
    return Template.of(dialect)
        .with("everywhere", table.everywhere())
        .with("commands", table.commands())
        .text();
  }
}
