package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/protocol.md#helm-values. */
class TelemetryValuesTest {
  private static final Creator CREATOR = new Creator("old", "new", "user", "instance");

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
    assertThat(TelemetryValues.of(generation, Optional.empty()).toString())
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
    assertThat(TelemetryValues.of(generation, Optional.of(CREATOR)).toString())
        .isEqualTo(json.replace('\'', '"'));
  }
}
