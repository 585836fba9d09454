package vcluster.backend.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.cli.CommandTree;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.syncer.EventType;
import vcluster.token.TokenVerifier;
import vcluster.wire.CliRequest;
import vcluster.wire.Identity;

/**
 * What our own programs send, our own backend stores as it is. A command, option or argument that
 * is missing goes to ours.tsv in src/main/resources/vcluster/backend/registry, the word of a
 * failure to errors.tsv, an event type to events.tsv.
 */
class OurWordsAreKnownTest {
  private final KnownWords redaction = new KnownWords(new KeyedHash(new byte[32]));

  @ParameterizedTest
  @MethodSource("lines")
  void command_isStoredAsItIs(List<String> words, List<String> options) {
    assertThat(redaction.command(words, "1.0.0").words()).isEqualTo(String.join(" ", words));
    for (String option : options) {
      List<String> line = new ArrayList<>(words);
      line.add(option);
      KnownWords.RedactedCommand stored = redaction.command(line, "1.0.0");

      assertThat(stored.words()).isEqualTo(String.join(" ", words));
      assertThat(stored.options()).isEqualTo(option);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failure_isStoredAsItIs(Failure failure) {
    assertThat(redaction.error(failure.word())).isEqualTo(failure.word());
  }

  @ParameterizedTest
  @EnumSource
  void eventType_isStoredAsItIs(EventType type) {
    assertThat(redaction.word("event", type.wireName())).isEqualTo(type.wireName());
  }

  @Test
  void event_hasNoFieldThatIsUnknown() {
    Identity identity = new Identity("machine", "instance", "user", "linux", "amd64");
    Event event = new Event(1, "1.0.0", List.of("vcluster"), Failure.USAGE, "CET");
    List<String> unknown = new ArrayList<>();

    new RequestVerifier(
            new TokenVerifier(List.of()), redaction, (path, type) -> unknown.add(path + " " + type))
        .envelope(
            new CliRequest(identity).body(List.of(event)).getBytes(StandardCharsets.UTF_8),
            Optional.empty());

    assertThat(unknown).isEmpty();
  }

  /** A zone that the registry of Windows names has two names at most, standard and daylight. */
  @Test
  void zoneOfWindows_isStoredAsItIs() throws IOException {
    List<String> zones =
        Files.readAllLines(Path.of("src/main/resources/vcluster/zone/windows-zones.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Stream.of(line.substring(line.indexOf('=') + 1).split("/", -1)))
            .toList();

    assertThat(zones).hasSizeGreaterThan(100).allMatch(zone -> redaction.zone(zone).equals(zone));
  }

  /**
   * Every command, alone and with each word of its closed sets; each time with each of its options.
   */
  static Stream<Object[]> lines() {
    List<Object[]> lines = new ArrayList<>();
    collect(CommandTree.create(), lines);
    return lines.stream();
  }

  private static void collect(CommandLine command, List<Object[]> lines) {
    CommandSpec spec = command.getCommandSpec();
    List<String> words = List.of(spec.qualifiedName().split(" "));
    List<String> options = spec.options().stream().map(OptionSpec::longestName).toList();
    lines.add(new Object[] {words, options});
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      if (positional.completionCandidates() != null) {
        for (String word : positional.completionCandidates()) {
          lines.add(
              new Object[] {Stream.concat(words.stream(), Stream.of(word)).toList(), options});
        }
      }
    }
    command.getSubcommands().values().forEach(below -> collect(below, lines));
  }
}
