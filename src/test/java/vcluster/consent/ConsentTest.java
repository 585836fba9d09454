package vcluster.consent;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vcluster.consent.Finding.Answer;

/** Any off wins over every on; doubt is off too, but deletes nothing. */
class ConsentTest {
  @Test
  void decision_isOnWhenNobodyIsAgainstIt() {
    Decision decision = Consent.decide(new Case().signals());

    assertThat(decision.on()).isTrue();
    assertThat(decision.decidedBy()).isEmpty();
    assertThat(decision.deletesWaiting()).isFalse();
    assertThat(decision.findings()).extracting(Finding::source).containsExactly(Source.values());
  }

  @ParameterizedTest
  @CsvSource({
    "POLICY_FILE, off, OFF",
    "POLICY_FILE, unusable, DOUBT",
    "DO_NOT_TRACK, 1, OFF",
    "DO_NOT_TRACK, true, OFF",
    "DO_NOT_TRACK, no, OFF",
    "DO_NOT_TRACK, False, OFF",
    "DO_NOT_TRACK, ' ', OFF",
    "DO_NOT_TRACK, ' 0', OFF",
    "DO_NOT_TRACK, 00, OFF",
    "VCLUSTER_TELEMETRY_DISABLED, 1, OFF",
    "VCLUSTER_TELEMETRY_DISABLED, FALSE, OFF",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":true}', OFF",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":\"true\"}', OFF",
    "VCLUSTER_TELEMETRY_CONFIG, '{', DOUBT",
    "VCLUSTER_TELEMETRY_CONFIG, ' ', DOUBT",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":\"yes\"}', DOUBT",
    "CONFIG_FILE, off, OFF",
    "CONFIG_FILE, unusable, DOUBT",
    "BUILD, 1.0.0-SNAPSHOT, DEVELOPMENT",
    "BUILD, '', DEVELOPMENT"
  })
  void signal_aloneTurnsItOff(Source source, String value, Answer answer) {
    Decision decision = decide(source, value);

    assertThat(decision.on()).isFalse();
    assertThat(decision.decidedBy()).map(Finding::source).contains(source);
    assertThat(decision.decidedBy()).map(Finding::answer).contains(answer);
    assertThat(decision.deletesWaiting()).isEqualTo(answer == Answer.OFF);
    assertThat(decision.findings()).filteredOn(f -> f.answer() != Answer.ALLOWED).hasSize(1);
  }

  @Test
  void textThatIsTooLong_isDoubt_unlessItIsOffAnyhow() {
    String text = "\"machineID\":\"" + "x".repeat(257) + "\"";

    Decision doubt = decide(Source.VCLUSTER_TELEMETRY_CONFIG, "{" + text + "}");
    Decision off = decide(Source.VCLUSTER_TELEMETRY_CONFIG, "{\"disabled\":true," + text + "}");

    assertThat(doubt.decidedBy())
        .contains(
            new Finding(
                Source.VCLUSTER_TELEMETRY_CONFIG,
                Answer.DOUBT,
                "has a value longer than 256 bytes"));
    assertThat(off.deletesWaiting()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "POLICY_FILE, on",
    "DO_NOT_TRACK, ''",
    "DO_NOT_TRACK, 0",
    "DO_NOT_TRACK, false",
    "VCLUSTER_TELEMETRY_DISABLED, ''",
    "VCLUSTER_TELEMETRY_DISABLED, 0",
    "VCLUSTER_TELEMETRY_DISABLED, false",
    "VCLUSTER_TELEMETRY_CONFIG, ''",
    "VCLUSTER_TELEMETRY_CONFIG, '{}'",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":false}'",
    "VCLUSTER_TELEMETRY_CONFIG, '{\"disabled\":\"false\"}'",
    "CONFIG_FILE, on",
    "BUILD, 1.0.0-alpha.1",
    "BUILD, 2.0.0-SNAPSHOT.1"
  })
  void signal_thatIsNotAgainstItLeavesItOn(Source source, String value) {
    assertThat(decide(source, value).on()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1.0.0-SNAPSHOT", "''"})
  void developmentBuild_sendsToAnExplicitEndpoint(String version) {
    Case build = new Case().with(Source.BUILD, version);
    build.explicitEndpoint = true;

    assertThat(Consent.decide(build.signals()).on()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void firstSource_decidesAndAllAreNamed(Source first) {
    Case all = new Case();
    List<Source> against = new ArrayList<>();
    for (Source source : Source.values()) {
      if (source.ordinal() >= first.ordinal()) {
        all.turnOff(source);
        against.add(source);
      }
    }

    Decision decision = Consent.decide(all.signals());

    assertThat(decision.decidedBy()).map(Finding::source).contains(first);
    assertThat(decision.findings())
        .filteredOn(finding -> finding.answer() != Answer.ALLOWED)
        .extracting(Finding::source)
        .containsExactlyElementsOf(against);
  }

  /** Whoever comes first is named, but a clear word further down still counts. */
  @Test
  void definiteOff_deletesEvenBehindADoubt() {
    Decision decision =
        Consent.decide(
            new Case()
                .with(Source.POLICY_FILE, "unusable")
                .with(Source.CONFIG_FILE, "off")
                .signals());

    assertThat(decision.decidedBy()).map(Finding::answer).contains(Answer.DOUBT);
    assertThat(decision.deletesWaiting()).isTrue();
  }

  @Test
  void everyOn_losesAgainstOneOff() {
    Case signals =
        new Case()
            .with(Source.POLICY_FILE, "on")
            .with(Source.DO_NOT_TRACK, "0")
            .with(Source.VCLUSTER_TELEMETRY_DISABLED, "1")
            .with(Source.VCLUSTER_TELEMETRY_CONFIG, "{\"disabled\":false}")
            .with(Source.CONFIG_FILE, "on");
    signals.explicitEndpoint = true;

    assertThat(Consent.decide(signals.signals()).on()).isFalse();
  }

  @Test
  void details_repeatNothingOfAValue() {
    Decision decision =
        Consent.decide(
            new Case()
                .with(Source.DO_NOT_TRACK, "SECRET")
                .with(Source.VCLUSTER_TELEMETRY_DISABLED, "SECRET")
                .with(Source.VCLUSTER_TELEMETRY_CONFIG, "{\"machineID\":\"SECRET\"")
                .signals());

    assertThat(decision.toString()).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @CsvSource({"ALLOWED, false", "OFF, true", "DOUBT, true", "DEVELOPMENT, false"})
  void answer_travelsIntoInstancesOrNot(Answer answer, boolean optedOut) {
    Finding allowed = new Finding(Source.DO_NOT_TRACK, Answer.ALLOWED, "");
    Finding other = new Finding(Source.CONFIG_FILE, answer, "");
    assertThat(new Decision(List.of(allowed, other, allowed)).optedOut()).isEqualTo(optedOut);
  }

  @Test
  void optOutBehindADevelopmentBuild_travels() {
    Finding build = new Finding(Source.BUILD, Answer.DEVELOPMENT, "");
    Finding off = new Finding(Source.CONFIG_FILE, Answer.OFF, "");
    assertThat(new Decision(List.of(build, off)).optedOut()).isTrue();
  }

  private static Decision decide(Source source, String word) {
    return Consent.decide(new Case().with(source, word).signals());
  }

  /** The words of the sources, everything allowed to begin with. */
  private static final class Case {
    private final Map<Source, String> words = new EnumMap<>(Source.class);
    private boolean explicitEndpoint;

    Case with(Source source, String word) {
      words.put(source, word);
      return this;
    }

    void turnOff(Source source) {
      words.put(
          source,
          switch (source) {
            case POLICY_FILE, CONFIG_FILE -> "off";
            case DO_NOT_TRACK, VCLUSTER_TELEMETRY_DISABLED -> "1";
            case VCLUSTER_TELEMETRY_CONFIG -> "{\"disabled\":true}";
            case BUILD -> "";
          });
    }

    Signals signals() {
      return new Signals(
          setting(words.get(Source.POLICY_FILE)),
          words.entrySet().stream()
              .collect(toMap(word -> word.getKey().name(), Map.Entry::getValue)),
          variable(words.get(Source.VCLUSTER_TELEMETRY_CONFIG)),
          setting(words.get(Source.CONFIG_FILE)),
          words.getOrDefault(Source.BUILD, "1.0.0"),
          explicitEndpoint);
    }

    private static Setting variable(@Nullable String word) {
      return word == null
          ? new Setting.Absent(false)
          : TelemetryConfig.of(Map.of(TelemetryConfig.VARIABLE, word)).setting();
    }

    private static Setting setting(@Nullable String word) {
      return switch (String.valueOf(word)) {
        case "null" -> new Setting.Absent(false);
        case "on" -> new Setting.Disabled(false);
        case "off" -> new Setting.Disabled(true);
        default -> new Setting.Unusable("is half a file");
      };
    }
  }
}
