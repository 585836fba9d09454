package vcluster.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
  private static final Setting ABSENT = new Setting.Absent(false);
  private static final Setting ON = new Setting.Disabled(false);
  private static final Setting OFF = new Setting.Disabled(true);
  private static final Setting UNUSABLE = new Setting.Unusable("is half a file");

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
    "policy, off, POLICY_FILE, OFF",
    "policy, unusable, POLICY_FILE, DOUBT",
    "doNotTrack, 1, DO_NOT_TRACK, OFF",
    "doNotTrack, true, DO_NOT_TRACK, OFF",
    "doNotTrack, no, DO_NOT_TRACK, OFF",
    "doNotTrack, False, DO_NOT_TRACK, OFF",
    "doNotTrack, ' ', DO_NOT_TRACK, OFF",
    "doNotTrack, ' 0', DO_NOT_TRACK, OFF",
    "doNotTrack, 00, DO_NOT_TRACK, OFF",
    "telemetryDisabled, 1, VCLUSTER_TELEMETRY_DISABLED, OFF",
    "telemetryDisabled, FALSE, VCLUSTER_TELEMETRY_DISABLED, OFF",
    "telemetryConfig, '{\"disabled\":true}', VCLUSTER_TELEMETRY_CONFIG, OFF",
    "telemetryConfig, '{\"disabled\":\"true\"}', VCLUSTER_TELEMETRY_CONFIG, OFF",
    "telemetryConfig, '{', VCLUSTER_TELEMETRY_CONFIG, DOUBT",
    "telemetryConfig, ' ', VCLUSTER_TELEMETRY_CONFIG, DOUBT",
    "telemetryConfig, '{\"disabled\":\"yes\"}', VCLUSTER_TELEMETRY_CONFIG, DOUBT",
    "config, off, CONFIG_FILE, OFF",
    "config, unusable, CONFIG_FILE, DOUBT",
    "version, 1.0.0-SNAPSHOT, BUILD, DEVELOPMENT",
    "version, '', BUILD, DEVELOPMENT",
  })
  void signal_aloneTurnsItOff(String name, String value, Source source, Answer answer) {
    Decision decision = Consent.decide(new Case().with(name, value).signals());

    assertThat(decision.on()).isFalse();
    assertThat(decision.decidedBy()).map(Finding::source).contains(source);
    assertThat(decision.decidedBy()).map(Finding::answer).contains(answer);
    assertThat(decision.deletesWaiting()).isEqualTo(answer == Answer.OFF);
    assertThat(decision.findings()).filteredOn(f -> f.answer() != Answer.ALLOWED).hasSize(1);
  }

  @Test
  void textThatIsTooLong_isDoubt_unlessItIsOffAnyhow() {
    String text = "\"machineID\":\"" + "x".repeat(257) + "\"";

    Decision doubt = Consent.decide(new Case().with("telemetryConfig", "{" + text + "}").signals());
    Decision off =
        Consent.decide(
            new Case().with("telemetryConfig", "{\"disabled\":true," + text + "}").signals());

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
    "policy, on",
    "doNotTrack, ''",
    "doNotTrack, 0",
    "doNotTrack, false",
    "telemetryDisabled, ''",
    "telemetryDisabled, 0",
    "telemetryDisabled, false",
    "telemetryConfig, ''",
    "telemetryConfig, '{}'",
    "telemetryConfig, '{\"disabled\":false}'",
    "telemetryConfig, '{\"disabled\":\"false\"}'",
    "config, on",
    "version, 1.0.0-alpha.1",
    "version, 2.0.0-SNAPSHOT.1",
  })
  void signal_thatIsNotAgainstItLeavesItOn(String name, String value) {
    assertThat(Consent.decide(new Case().with(name, value).signals()).on()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1.0.0-SNAPSHOT", "''"})
  void developmentBuild_sendsToAnExplicitEndpoint(String version) {
    Case build = new Case().with("version", version);
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
        Consent.decide(new Case().with("policy", "unusable").with("config", "off").signals());

    assertThat(decision.decidedBy()).map(Finding::answer).contains(Answer.DOUBT);
    assertThat(decision.deletesWaiting()).isTrue();
  }

  @Test
  void everyOn_losesAgainstOneOff() {
    Case signals =
        new Case()
            .with("policy", "on")
            .with("doNotTrack", "0")
            .with("telemetryDisabled", "1")
            .with("telemetryConfig", "{\"disabled\":false}")
            .with("config", "on");
    signals.explicitEndpoint = true;

    assertThat(Consent.decide(signals.signals()).on()).isFalse();
  }

  @Test
  void details_repeatNothingOfAValue() {
    Decision decision =
        Consent.decide(
            new Case()
                .with("doNotTrack", "SECRET")
                .with("telemetryDisabled", "SECRET")
                .with("telemetryConfig", "{\"machineID\":\"SECRET\"")
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

  /** Signals by their names, everything allowed to begin with. */
  private static final class Case {
    private Setting policy = ABSENT;
    private @Nullable String doNotTrack;
    private @Nullable String telemetryDisabled;
    private Setting telemetryConfig = ABSENT;
    private Setting config = ABSENT;
    private String version = "1.0.0";
    private boolean explicitEndpoint;

    Case with(String name, String value) {
      switch (name) {
        case "policy" -> policy = setting(value);
        case "doNotTrack" -> doNotTrack = value;
        case "telemetryDisabled" -> telemetryDisabled = value;
        case "telemetryConfig" -> telemetryConfig = variable(value);
        case "config" -> config = setting(value);
        case "version" -> version = value;
        default -> throw new AssertionError(name);
      }
      return this;
    }

    void turnOff(Source source) {
      switch (source) {
        case POLICY_FILE -> policy = OFF;
        case DO_NOT_TRACK -> doNotTrack = "1";
        case VCLUSTER_TELEMETRY_DISABLED -> telemetryDisabled = "1";
        case VCLUSTER_TELEMETRY_CONFIG -> telemetryConfig = variable("{\"disabled\":true}");
        case CONFIG_FILE -> config = OFF;
        case BUILD -> version = "";
      }
    }

    Signals signals() {
      return new Signals(
          policy,
          doNotTrack,
          telemetryDisabled,
          telemetryConfig,
          config,
          version,
          explicitEndpoint);
    }

    private static Setting variable(String value) {
      return TelemetryConfig.of(Map.of(TelemetryConfig.VARIABLE, value)).setting();
    }

    private static Setting setting(String value) {
      return switch (value) {
        case "on" -> ON;
        case "off" -> OFF;
        default -> UNUSABLE;
      };
    }
  }
}
