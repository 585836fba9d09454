package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import vcluster.build.completion.AskedShell.Offer;
import vcluster.cli.CommandTree;

/** What every real shell makes of its script. */
final class CompletionTest {
  /** All that means something to one of the shells, or to how they list words. */
  private static final String ODD =
      "it's \"odd\": [a] {b} (c) $HOME `id` $(id) \\ \\n %s 50% ~ * ? # ! & | ; < > a=b";

  private Room room;

  @BeforeEach
  void furnish(@TempDir Path folder) throws Exception {
    room = Room.in(folder);
  }

  @AfterEach
  void tab_startsNoProgram() throws Exception {
    assertThat(room.started()).as("command lines run by completing").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void lines_offerTheirWords(AskedShell shell) throws Exception {
    assertOffers(shell, CommandTree.create(), Lines.ofToday());
  }

  @ParameterizedTest
  @EnumSource
  void commandsAddedLater_offerTheirWords(AskedShell shell) throws Exception {
    assertOffers(shell, Lines.tomorrow(), Lines.ofTomorrow());
  }

  @ParameterizedTest
  @EnumSource
  void descriptions_areShownAsTheyAre(AskedShell shell) throws Exception {
    CommandSpec program = CommandSpec.create().name("vcluster");
    program.addSubcommand("odd", described(ODD.replace("%", "%%")));
    program.addSubcommand("plain", described("Words"));
    String script = script(shell, new CommandLine(program), true);

    assertThat(shell.ask(room, script, List.of("vcluster "), shell.listing(200)).get("vcluster "))
        .containsExactlyInAnyOrder(new Offer("odd", ODD), new Offer("plain", "Words"));
  }

  @ParameterizedTest
  @EnumSource
  void noDescriptions_offersTheSameWordsBare(AskedShell shell) throws Exception {
    String script = script(shell, CommandTree.create(), false);

    Map<String, List<Offer>> offers =
        shell.ask(room, script, List.of("vcluster t", "vcluster "), shell.listing(200));

    assertThat(offers.get("vcluster t")).containsExactly(new Offer("telemetry", ""));
    assertThat(offers.get("vcluster "))
        .hasSameSizeAs(CommandTree.create().getSubcommands().keySet())
        .extracting(Offer::note)
        .containsOnly("");
  }

  @Test
  void longDescription_isCutToTheTerminalOfBash() throws Exception {
    String line = "vcluster telemetry ";
    String script = script(AskedShell.BASH, CommandTree.create(), true);

    assertThat(AskedShell.BASH.ask(room, script, List.of(line), AskedShell.BASH.listing(40)))
        .extractingByKey(line)
        .asInstanceOf(list(Offer.class))
        .contains(new Offer("status", "Show whether telemetry is..."))
        .contains(new Offer("flush", "Upload waiting events now"))
        .allSatisfy(offer -> assertThat(offer.note()).hasSizeLessThan(40 - "preview  ()".length()));
  }

  private void assertOffers(AskedShell shell, CommandLine program, Map<String, List<String>> lines)
      throws Exception {
    String script = script(shell, program, true);
    for (Map<String, String> setup : shell.setups()) {
      Map<String, List<String>> words = new LinkedHashMap<>();
      shell
          .ask(room, script, new ArrayList<>(lines.keySet()), setup)
          .forEach(
              (line, offers) ->
                  words.put(line, offers.stream().map(Offer::plain).distinct().sorted().toList()));
      assertThat(words).as("%s", setup).containsExactlyEntriesOf(lines);
    }
  }

  /** Skips the test where the shell is not installed. */
  private static String script(AskedShell shell, CommandLine program, boolean descriptions) {
    assumeTrue(AskedShell.isInstalled(shell.program()), shell.program() + " is not installed");
    return CompletionScript.of(program, shell.program(), descriptions);
  }

  private static CommandSpec described(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description);
    return spec;
  }
}
