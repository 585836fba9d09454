package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/protocol.md#helm-values. */
class ChartGenerationTest {
  private static final Creator CREATOR = new Creator("old", "new", "user", "instance");

  @ParameterizedTest
  @CsvSource({
    "0.0.1, SILENT",
    "0.14.99, SILENT",
    "0.15.0-alpha.0, STRING",
    "0.15.0, STRING",
    "0.16.0, STRING",
    "0.16.3, STRING",
    "0.16.3+1, STRING",
    "0.16.4-beta.1, BOOLEAN",
    "0.16.4, BOOLEAN",
    "0.17.1, BOOLEAN",
    "0.18.0-alpha.1, MACHINE",
    "0.18.0, MACHINE",
    "0.19.10, MACHINE",
    "0.20.0-alpha.0, ENABLED",
    "0.20.0, ENABLED",
    "0.33.1, ENABLED",
    "1.0.0, ENABLED",
    "4.15.0, ENABLED"
  })
  void version_hasAGeneration(String version, ChartGeneration generation) {
    assertThat(ChartGeneration.of(ChartVersion.parse(version).orElseThrow())).isEqualTo(generation);
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, ''",
    "STRING, --set-string telemetry.disabled=true",
    "BOOLEAN, --set telemetry.disabled=true",
    "MACHINE, --set telemetry.disabled=true",
    "ENABLED, --set telemetry.enabled=false"
  })
  void optOut_hasTheTypeThatTheChartTakes(ChartGeneration generation, String arguments) {
    assertThat(String.join(" ", generation.optOut(false))).isEqualTo(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "SILENT, {}",
        "STRING, {'telemetry':{'disabled':'true'}}",
        "BOOLEAN, {'telemetry':{'disabled':true}}",
        "MACHINE, {'telemetry':{'disabled':true}}",
        "ENABLED, {'telemetry':{'enabled':false}}"
      })
  void optedOut_saysOffAndNothingElse(ChartGeneration generation, String json) {
    assertThat(generation.helmValues(Optional.empty()).toString())
        .isEqualTo(json.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "SILENT | {}",
        "STRING | {'telemetry':{'disabled':'false','instanceCreator':'vclusterctl',"
            + "'instanceCreatorUID':'old'}}",
        "BOOLEAN | {'telemetry':{'disabled':false,'instanceCreator':'vclusterctl',"
            + "'instanceCreatorUID':'old'}}",
        "MACHINE | {'telemetry':{'disabled':false,'instanceCreator':'vclusterctl',"
            + "'platformUserID':'user','platformInstanceID':'instance','machineID':'new'}}",
        "ENABLED | {'telemetry':{'instanceCreator':'vclusterctl','machineID':'new'}}"
      })
  void notOptedOut_saysWhoCreatesTheInstance(ChartGeneration generation, String json) {
    assertThat(generation.helmValues(Optional.of(CREATOR)).toString())
        .isEqualTo(json.replace('\'', '"'));
  }
}
