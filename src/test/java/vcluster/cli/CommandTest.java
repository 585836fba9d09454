package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vcluster.cli.Command.Recording;

/** What is written elsewhere of a command has to keep up with its entry. */
class CommandTest {
  @ParameterizedTest
  @CsvSource({"README.md, Not recorded", "docs/protocol.md, - a line that begins with"})
  void commandsThatAreNeverRecorded_areThoseOfTheDocument(Path document, String start)
      throws IOException {
    Set<String> documented =
        Pattern.compile("(?s)" + start + ".*?\n\n")
            .matcher(Files.readString(document))
            .results()
            .map(MatchResult::group)
            .flatMap(text -> Pattern.compile("`([^`]+)`").matcher(text).results())
            .map(name -> name.group(1).replaceFirst("^telemetry ", ""))
            .filter(name -> !name.startsWith("-") && !name.startsWith("vcluster"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Arrays.stream(Command.values()))
        .filteredOn(command -> command.recording() == Recording.NEVER)
        .extracting(Command::word)
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  @ParameterizedTest
  @EnumSource
  void sample_isALineOfTheCommand(Command command) {
    ParsedLine line = ParsedLine.parse(command.sample().toArray(new String[0]));

    assertThat(line.command()).isEqualTo(command);
    assertThat(line.mistake()).isEmpty();
  }

  @Test
  void commandWithoutAnActionOfItsOwn_onlyGroupsOthers() {
    assertThat(Arrays.stream(Command.values()))
        .filteredOn(command -> command.action() instanceof HelpCommand)
        .containsExactly(Command.VCLUSTER, Command.TELEMETRY, Command.HELP);
  }
}
