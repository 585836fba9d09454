package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vcluster.cli.CommandTree;

class ManPageIT {
  private static final String PAGE = Vcluster.DIST.resolve("man/man1/vcluster.1.gz").toString();

  @Test
  void page_isWithoutMistakes() throws Exception {
    Artifacts.assumeRuns("groff", "--version");

    assertThat(Artifacts.run("sh", "-c", "zcat \"$0\" | groff -man -ww -z", PAGE)).isEmpty();
  }

  @Test
  void page_hasEveryCommandAndOption() throws Exception {
    String page = Artifacts.run("zcat", PAGE).replace("\\-", "-");

    commands(CommandTree.create())
        .map(CommandLine::getCommandSpec)
        .filter(spec -> !spec.usageMessage().hidden())
        .forEach(spec -> assertDescribed(spec, page));
  }

  private static void assertDescribed(CommandSpec spec, String page) {
    if (spec.parent() != null) {
      assertThat(page).contains(".SS \"" + spec.qualifiedName() + "\"\n");
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        assertThat(page).contains("\\fB" + option.longestName() + "\\fR");
      }
    }
  }

  private static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(ManPageIT::commands));
  }
}
