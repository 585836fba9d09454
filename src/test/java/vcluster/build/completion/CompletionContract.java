package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import vcluster.cli.CommandTree;

/** What every shell has to do with its script; each shell's test asks the real one. */
abstract class CompletionContract {
  /** All that means something to one of the shells, or to how they list words. */
  private static final String ODD =
      "it's \"odd\": [a] {b} (c) $HOME `id` $(id) \\ \\n %s 50% ~ * ? # ! & | ; < > a=b";

  private final AskedShell shell;
  private Room room;

  CompletionContract(AskedShell shell) {
    this.shell = shell;
  }

  /** The ways to set the shell up; the first is the usual one. */
  abstract List<Map<String, String>> setups();

  /** The setup in which the shell shows descriptions. */
  abstract Map<String, String> listing();

  /** What is offered at the end of a line, for the program as it is. */
  List<Offer> ask(String line, Map<String, String> setup) throws Exception {
    String script = CompletionScript.of(CommandTree.create(), shell.name(), true);
    return shell.ask(room, script, List.of(line), setup).getOrDefault(line, List.of());
  }

  @BeforeEach
  void furnish(@TempDir Path folder) throws Exception {
    assumeTrue(shell.isInstalled(), shell.name() + " is not installed");
    room = Room.in(folder);
  }

  @AfterEach
  void tab_startsNoProgram() throws Exception {
    if (room != null) {
      assertThat(room.started()).as("command lines run by completing").isEmpty();
    }
  }

  @Test
  void lines_offerTheirWords() throws Exception {
    for (Map<String, String> setup : setups()) {
      assertThat(words(CommandTree.create(), Lines.ofToday(), setup))
          .as("%s", setup)
          .containsExactlyEntriesOf(Lines.ofToday());
    }
  }

  @Test
  void commandsAddedLater_offerTheirWords() throws Exception {
    for (Map<String, String> setup : setups()) {
      assertThat(words(Lines.tomorrow(), Lines.ofTomorrow(), setup))
          .as("%s", setup)
          .containsExactlyEntriesOf(Lines.ofTomorrow());
    }
  }

  @Test
  void descriptions_areShownAsTheyAre() throws Exception {
    CommandSpec program = CommandSpec.create().name("vcluster");
    program.addSubcommand("odd", described(ODD.replace("%", "%%")));
    program.addSubcommand("plain", described("Words"));
    String script = CompletionScript.of(new CommandLine(program), shell.name(), true);

    assertThat(shell.ask(room, script, List.of("vcluster "), listing()).get("vcluster "))
        .containsExactlyInAnyOrder(new Offer("odd", ODD), new Offer("plain", "Words"));
  }

  @Test
  void noDescriptions_offersTheSameWordsBare() throws Exception {
    String script = CompletionScript.of(CommandTree.create(), shell.name(), false);

    Map<String, List<Offer>> offers =
        shell.ask(room, script, List.of("vcluster t", "vcluster "), listing());

    assertThat(offers.get("vcluster t")).containsExactly(new Offer("telemetry", ""));
    assertThat(offers.get("vcluster "))
        .hasSameSizeAs(Lines.TOP)
        .extracting(Offer::note)
        .containsOnly("");
  }

  private Map<String, List<String>> words(
      CommandLine program, Map<String, List<String>> lines, Map<String, String> setup)
      throws Exception {
    String script = CompletionScript.of(program, shell.name(), true);
    Map<String, List<String>> words = new LinkedHashMap<>();
    shell
        .ask(room, script, new ArrayList<>(lines.keySet()), setup)
        .forEach(
            (line, offers) ->
                words.put(line, offers.stream().map(Offer::plain).distinct().sorted().toList()));
    return words;
  }

  private static CommandSpec described(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description);
    return spec;
  }
}
