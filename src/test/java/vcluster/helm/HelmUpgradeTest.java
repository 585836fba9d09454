package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The argument order of docs/protocol.md#helm-values. */
class HelmUpgradeTest {
  private static final Optional<Creator> CREATOR = Optional.of(new Creator("o", "m", "u", "i"));

  @TempDir Path folder;

  @Test
  void everyArgument_hasItsPlace() {
    HelmUpgrade upgrade =
        new HelmUpgrade(
            "my-vc",
            new Chart(List.of("CHART", "--repo", "URL"), ChartGeneration.ENABLED),
            true,
            new Cluster("FILE", "CONTEXT"),
            "NS",
            Optional.empty(),
            new ValuesFiles(folder, List.of()),
            List.of("a=b", "c=d"),
            true);
    assertThat(upgrade.arguments("OWN", List.of("V1", "V2")))
        .containsExactly(
            ("upgrade my-vc CHART --repo URL --create-namespace --kubeconfig FILE "
                    + "--kube-context CONTEXT --namespace NS --install --repository-config= "
                    + "--values OWN --values V1 --values V2 --set a=b --set c=d --debug --set "
                    + "telemetry.enabled=false")
                .split(" "));
    assertThat(upgrade.statusArguments())
        .containsExactly(
            "status my-vc --kubeconfig FILE --kube-context CONTEXT --namespace NS".split(" "));
  }

  @Test
  void whatWasNotAskedFor_isLeftOut() {
    assertThat(arguments(ChartGeneration.ENABLED, false, CREATOR))
        .containsExactly(
            ("upgrade my-vc CHART --namespace NS --install --repository-config= " + "--values OWN")
                .split(" "));
  }

  @ParameterizedTest
  @EnumSource(ChartGeneration.class)
  void namespace_isMadeFromVersion20On(ChartGeneration generation) {
    assertThat(arguments(generation, true, CREATOR).contains("--create-namespace"))
        .isEqualTo(generation.compareTo(ChartGeneration.ENABLED) >= 0);
    assertThat(arguments(generation, false, CREATOR)).doesNotContain("--create-namespace");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "STRING, telemetry={'disabled':'true'}",
        "BOOLEAN, telemetry={'disabled':true}",
        "MACHINE, telemetry={'disabled':true}",
        "ENABLED, telemetry={'enabled':false}"
      })
  void mappingThatAFileBroke_isMadeWholeBeforeTheOptOutIsSet(
      ChartGeneration generation, String json) throws IOException {
    List<String> arguments =
        brokenUpgrade(generation, Optional.empty()).arguments("OWN", List.of("V"));
    int last = arguments.size();
    assertThat(arguments.subList(last - 4, last - 2))
        .containsExactly("--set-json", json.replace('\'', '"'));
    assertThat(arguments.subList(last - 2, last)).isEqualTo(generation.optOut(false));
  }

  @Test
  void silentChart_isToldNothing() throws IOException {
    HelmUpgrade upgrade = brokenUpgrade(ChartGeneration.SILENT, Optional.empty());
    assertThat(upgrade.values()).isEqualTo("{}\n");
    assertThat(upgrade.arguments("OWN", List.of())).endsWith("--values", "OWN");
  }

  @Test
  void whoIsNotOptedOut_isNotOptedOutOfABrokenMappingEither() throws IOException {
    assertThat(brokenUpgrade(ChartGeneration.ENABLED, CREATOR).arguments("OWN", List.of()))
        .endsWith("--values", "OWN");
  }

  private List<String> arguments(
      ChartGeneration generation, boolean createNamespace, Optional<Creator> creator) {
    return upgrade(generation, createNamespace, creator, List.of()).arguments("OWN", List.of());
  }

  private HelmUpgrade brokenUpgrade(ChartGeneration generation, Optional<Creator> creator)
      throws IOException {
    Files.writeString(folder.resolve("broken.yaml"), "telemetry:\n");
    return upgrade(generation, false, creator, List.of("broken.yaml"));
  }

  private HelmUpgrade upgrade(
      ChartGeneration generation,
      boolean createNamespace,
      Optional<Creator> creator,
      List<String> valuesFiles) {
    return new HelmUpgrade(
        "my-vc",
        new Chart(List.of("CHART"), generation),
        createNamespace,
        new Cluster("", ""),
        "NS",
        creator,
        new ValuesFiles(folder, valuesFiles),
        List.of(),
        false);
  }
}
