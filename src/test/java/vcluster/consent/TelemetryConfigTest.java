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
  @Test
  void parse_readsEveryField() {
    String json =
        "{\"disabled\":false,\"instanceCreator\":\"c\",\"instanceCreatorUID\":\"cu\","
            + "\"platformUserID\":\"u\",\"platformInstanceID\":\"i\",\"machineID\":\"m\"}";

    assertThat(TelemetryConfig.parse(json))
        .contains(new TelemetryConfig(false, "c", "cu", "u", "i", "m"));
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
    assertThat(TelemetryConfig.parse(json)).map(TelemetryConfig::disabled).contains(disabled);
  }

  @Test
  void names_matchAsInGo() {
    String json =
        "{\"PLATFORMUSERID\":\"u\",\"platform\u0130nstanceID\":\"no\",\"MachineId\":\"m\"}";

    assertThat(TelemetryConfig.parse(json))
        .contains(new TelemetryConfig(false, "", "", "u", "", "m"));
  }

  @Test
  void nulls_changeNothing() {
    assertThat(TelemetryConfig.parse("{\"machineID\":\"m\",\"machineID\":null}"))
        .map(TelemetryConfig::machineId)
        .contains("m");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/telemetry-config-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  @ValueSource(strings = {"", " ", "\ufeff{}"})
  void parse_refusesWhatItDoesNotUnderstand(String json) {
    assertThat(TelemetryConfig.parse(json)).isEmpty();
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
    assertThat(parse(field, "x".repeat(256)).isTooLong()).isFalse();
    assertThat(parse(field, "\u6f22".repeat(85)).isTooLong()).isFalse();
    assertThat(parse(field, "x".repeat(257)).isTooLong()).isTrue();
    assertThat(parse(field, "\u6f22".repeat(86)).isTooLong()).isTrue();
  }

  @Test
  void aTextThatIsTooLong_takesEveryOtherAlong() {
    String json = "{\"machineID\":\"m\",\"platformUserID\":\"%s\"}".formatted("x".repeat(257));

    assertThat(TelemetryConfig.of(Map.of(TelemetryConfig.VARIABLE, json)))
        .isEqualTo(TelemetryConfig.of(Map.of()))
        .isEqualTo(new TelemetryConfig(false, "", "", "", "", ""));
  }

  @Test
  void parse_survivesAnyDepth() {
    String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(TelemetryConfig.parse(json)).isEmpty();
  }

  private static TelemetryConfig parse(String field, String text) {
    return TelemetryConfig.parse("{\"%s\":\"%s\"}".formatted(field, text)).orElseThrow();
  }
}
