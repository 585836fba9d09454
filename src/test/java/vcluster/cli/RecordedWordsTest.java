package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParseResult;
import vcluster.event.CommandWords;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.usage.UsageError;

/** A golden table: command lines, and the words that they leave in an event. */
class RecordedWordsTest {
  @ParameterizedTest(name = "vcluster {0}")
  @CsvFileSource(resources = "/command-lines.txt", delimiter = '|', nullValues = "-")
  void line_leavesTheseWords(String line, String words, String error) {
    ParsedLine parsed = ParsedLine.parse(words(line));

    assertThat(parsed.isRecorded()).isEqualTo(words != null);
    if (words != null) {
      assertThat(String.join(" ", CommandWords.of(parsed.levels()))).isEqualTo(words);
      assertThat(parsed.mistake().isPresent() ? "usage" : null).isEqualTo(error);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "completion --oops bash, --oops",
    "completion bash --oops, --oops",
    "completion, SHELL",
    "completion oops, SHELL",
    "version --config, --config"
  })
  void mistake_isTheFirstThingThatIsWrong(String line, String named) {
    assertThat(parse(line).mistake().orElseThrow()).hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource({"version, true", "completion bash, false", "completion oops, false", "oops, true"})
  void completion_neverSends(String line, boolean maySend) {
    assertThat(parse(line).mayUpload()).isEqualTo(maySend);
  }

  @Test
  void event_holdsTimeVersionWordsAndZone() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Surroundings surroundings =
        TestSurroundings.at(
            Path.of("/none"),
            Map.of("TZ", "Asia/Kolkata"),
            Clock.fixed(Instant.ofEpochMilli(1_700_000_000_999L), ZoneOffset.UTC),
            nowhere,
            nowhere,
            Terminal.NO,
            (directory, config) -> () -> {});

    Event event = parse("version").event(surroundings, Failure.INTERNAL);

    assertThat(event)
        .isEqualTo(
            new Event(
                1_700_000_000, "1.2.3", List.of("vcluster", "version"), Failure.INTERNAL, "IST"));
  }

  /** Commands that a line can't name are left out of the tree, to save time and nothing else. */
  @ParameterizedTest(name = "vcluster {0}")
  @CsvFileSource(resources = "/command-lines.txt", delimiter = '|')
  void line_isReadAsByTheWholeTree(String line) {
    assertThat(told(ParsedLine.parse(words(line)))).isEqualTo(told(parse(line)));
  }

  /** All that a user or an event is told of a line. */
  private static List<Object> told(ParsedLine line) {
    return List.of(
        line.command(),
        line.asksForHelp(),
        CommandWords.of(line.levels()),
        line.mistake().map(UsageError::describe).orElse(""),
        line.action() instanceof HelpCommand ? usage(line) : "");
  }

  private static String usage(ParsedLine line) {
    ParseResult named = line.levels().get(line.levels().size() - 1);
    return named.commandSpec().commandLine().getUsageMessage();
  }

  private static ParsedLine parse(String line) {
    return ParsedLine.parse(CommandTree.create(), words(line));
  }

  private static String[] words(String line) {
    return line.equals("(nothing)") ? new String[0] : line.split(" ");
  }
}
