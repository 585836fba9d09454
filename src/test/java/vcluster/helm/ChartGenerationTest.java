package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartGenerationTest {
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
    assertThat(String.join(" ", generation.optOut())).isEqualTo(arguments);
  }
}
