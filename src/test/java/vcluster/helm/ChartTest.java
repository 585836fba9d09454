package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.event.CommandException;

class ChartTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "vcluster, https://charts.loft.sh, , vcluster --repo https://charts.loft.sh",
    "my-fork, https://charts.loft.sh, , my-fork --repo https://charts.loft.sh",
    "vcluster, https://c.example, , vcluster --repo https://c.example",
    "vcluster, https://c.example, v0.19.1, vcluster --repo https://c.example --version 0.19.1",
    "vcluster, https://charts.loft.sh, v0.19.1, https://charts.loft.sh/charts/vcluster-0.19.1.tgz",
    "my-fork, https://charts.loft.sh, 0.1.0-a+b,"
        + " https://charts.loft.sh/charts/my-fork-0.1.0-a+b.tgz"
  })
  void publishedChart_isNamedAsTheOriginalDoes(
      String name, String repo, String version, String arguments) {
    Chart chart =
        Chart.published(name, repo, Optional.ofNullable(version).flatMap(ChartVersion::parse));
    assertThat(String.join(" ", chart.arguments())).isEqualTo(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "--post-renderer=x", "a/b", ".", "..", "a b", "a\n", "oci://a"})
  void whatHelmCouldTakeForMoreThanAName_isNone(String name) {
    assertThat(Chart.isName(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "version: 0.19.0 ~ MACHINE",
        "version: v0.20.0-alpha.1 # next ~ ENABLED",
        "version: \"0.16.3\" ~ STRING",
        "version: '0.16.4' ~ BOOLEAN",
        "\"version\": 0.19.0 ~ MACHINE",
        "{\"name\":\"x\",\"version\":\"0.19.0\"} ~ MACHINE",
        "version: >-;  0.19.0 ~ MACHINE",
        "version: &v 0.19.0 ~ MACHINE",
        "description: |;  version: 0.14.0;version: 0.19.0 ~ MACHINE",
        "dependencies:;- version: 0.14.0;version: 0.19.0 ~ MACHINE",
        "appVersion: 0.14.0;version: 0.19.0 ~ MACHINE",
        "version: 0.0.1 ~ SILENT"
      })
  void localChart_isWhatItsChartYamlSays(String yaml, ChartGeneration generation) throws Exception {
    chartYaml(yaml.replace(';', '\n'));
    Chart chart = Chart.local(folder, "c", Optional.empty());
    assertThat(chart.generation()).isEqualTo(generation);
    assertThat(chart.arguments()).containsExactly("c");
  }

  @Test
  void givenVersion_countsWhereTheChartsOwnSaysNothing() throws Exception {
    Optional<ChartVersion> given = ChartVersion.parse("0.19.0");
    chartYaml("version: 0.0.1");
    assertThat(Chart.local(folder, "c", given).generation()).isEqualTo(ChartGeneration.MACHINE);
    chartYaml("name: none");
    assertThat(Chart.local(folder, "c", given).generation()).isEqualTo(ChartGeneration.MACHINE);
    chartYaml("version: 0.20.0");
    assertThat(Chart.local(folder, "c", given).generation()).isEqualTo(ChartGeneration.ENABLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "name: x", "version: 1.0", "version: [", "version: 0.x.0", "- 0.19.0"})
  void chartWithoutAVersion_isAnErrorThatNamesTheFile(String yaml) throws Exception {
    chartYaml(yaml);
    assertThatThrownBy(() -> Chart.local(folder, "c", Optional.empty()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(folder.resolve("c/Chart.yaml").toString());
  }

  @Test
  void folderWithoutAChart_isAnError() {
    assertThatThrownBy(() -> Chart.local(folder, "missing", Optional.empty()))
        .hasMessageContaining("--local-chart-dir");
  }

  @Test
  void folderThatLooksLikeAnOption_isGivenAsAPath() throws Exception {
    Files.move(chartYaml("version: 0.19.0"), folder.resolve("--set=x"));
    assertThat(Chart.local(folder, "--set=x", Optional.empty()).arguments())
        .containsExactly("./--set=x");
  }

  private Path chartYaml(String content) throws IOException {
    Path chart = Files.createDirectories(folder.resolve("c"));
    Files.writeString(chart.resolve("Chart.yaml"), content);
    return chart;
  }
}
