package vcluster.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code VCLUSTER_TELEMETRY_CONFIG}: both generations of it, and nothing half understood. */
class TelemetryConfigTest {
  private static final Setting ON = new Setting.Disabled(false);
  private static final Setting GARBLED = new Setting.Unusable("can't be parsed");
  private static final Setting TOO_LONG = new Setting.Unusable("has a value longer than 256 bytes");

  @Test
  void config_readsEveryField() {
    String json =
        "{\"disabled\":false,\"instanceCreator\":\"c\",\"instanceCreatorUID\":\"cu\","
            + "\"platformUserID\":\"u\",\"platformInstanceID\":\"i\",\"machineID\":\"m\"}";

    assertThat(given(json)).isEqualTo(new TelemetryConfig(ON, "c", "cu", "u", "i", "m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | false",
        "{\"disabled\":true} | true",
        "{\"disabled\":\"true\"} | true",
        "{\"disabled\":false} | false",
        "{\"disabled\":\"false\"} | false",
        "{\"disabled\":\"\"} | false",
        "{\"disabled\":null} | false",
        "{\"DISABLED\":true} | true",
        "{\"di\u017fabled\":true} | true",
        "{\"disabled\":true,\"disabled\":null} | true",
        "{\"disabled\":false,\"Disabled\":true} | true",
        "{\"other\":{\"disabled\":true},\"list\":[{\"disabled\":true}],\"n\":1e400} | false",
        " {\"disabled\" : true}\t | true",
      })
  void disabled_mayBeABooleanOrAString(String json, boolean disabled) {
    assertThat(given(json).setting()).isEqualTo(new Setting.Disabled(disabled));
  }

  @Test
  void names_matchAsInGo() {
    String json =
        "{\"PLATFORMUSERID\":\"u\",\"platform\u0130nstanceID\":\"no\",\"MachineId\":\"m\"}";

    assertThat(given(json)).isEqualTo(new TelemetryConfig(ON, "", "", "u", "", "m"));
  }

  @Test
  void nulls_changeNothing() {
    assertThat(given("{\"machineID\":\"m\",\"machineID\":null}").machineId()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/telemetry-config-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  @ValueSource(strings = {" ", "\ufeff{}"})
  void config_refusesWhatItDoesNotUnderstand(String json) {
    assertThat(given(json)).isEqualTo(new TelemetryConfig(GARBLED, "", "", "", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instanceCreator",
        "instanceCreatorUID",
        "platformUserID",
        "platformInstanceID",
        "machineID"
      })
  void textOfMoreThan256Bytes_isTooLong(String field) {
    assertThat(setting(field, "x".repeat(256))).isEqualTo(ON);
    assertThat(setting(field, "\u6f22".repeat(85))).isEqualTo(ON);
    assertThat(setting(field, "x".repeat(257))).isEqualTo(TOO_LONG);
    assertThat(setting(field, "\u6f22".repeat(86))).isEqualTo(TOO_LONG);
  }

  @Test
  void aTextThatIsTooLong_takesEveryOtherAlong() {
    String json = "{\"machineID\":\"m\",\"platformUserID\":\"%s\"}".formatted("x".repeat(257));

    assertThat(given(json)).isEqualTo(new TelemetryConfig(TOO_LONG, "", "", "", "", ""));
  }

  @Test
  void variableThatSaysNothing_isAbsent() {
    assertThat(TelemetryConfig.of(Map.of()).setting()).isEqualTo(new Setting.Absent(false));
    assertThat(given("").setting()).isEqualTo(new Setting.Absent(true));
  }

  @Test
  void config_survivesAnyDepth() {
    String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(given(json)).isEqualTo(new TelemetryConfig(GARBLED, "", "", "", "", ""));
  }

  private static TelemetryConfig given(String json) {
    return TelemetryConfig.of(Map.of(TelemetryConfig.VARIABLE, json));
  }

  private static Setting setting(String field, String text) {
    return given("{\"%s\":\"%s\"}".formatted(field, text)).setting();
  }
}
