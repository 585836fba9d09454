package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.it.Result;

/** What a real helm makes of the choice, in a chart of each generation. */
class RenderedChoiceIT {
  /** Charts, their versions, and what their syncers have to be told for an opt-out. */
  private static final String[] GENERATIONS = {
    "string, 0.16.3, disabled, \"true\"",
    "boolean, 0.17.1, disabled, true",
    "machine, 0.19.10, disabled, true",
    "enabled, 0.20.0, enabled, false",
    "fork, 0.21.0-beta.2+build.7, enabled, false"
  };

  /** What users may have in their values, every generation's word against the opt-out. */
  private static final String[] OPPOSITES = {
    "telemetry: {disabled: \"false\"}", "telemetry: {disabled: false}", "telemetry: {enabled: true}"
  };

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void setUp() throws IOException {
    cli = new Cli(folder);
    RealHelm helm = new RealHelm(folder);
    cli.environment.put("PATH", helm.bin + ":" + cli.environment.get("PATH"));
    cli.environment.put("VCLUSTER_TELEMETRY_DISABLED", "1");
  }

  @AfterEach
  void tearDown() throws IOException {
    assertThat(cli.leftovers()).isEmpty();
    cli.close();
  }

  static List<String[]> generations() {
    List<String[]> rows = new ArrayList<>();
    for (String row : GENERATIONS) {
      rows.add(row.split(", ", -1));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("generations")
  void valuesCommand_optsOut(String chart, String version, String key, String value)
      throws Exception {
    for (String format : List.of("yaml", "json")) {
      Result ended =
          shell(
              "vcluster telemetry values -o " + format + " --chart-version " + version,
              "helm template x '" + RealHelm.chart(chart) + "' --values -");
      assertThat(optOut(ended, key)).hasToString(value);
    }
  }

  @ParameterizedTest
  @MethodSource("generations")
  void create_optsOutAgainstAllThatTheUserGives(
      String chart, String version, String key, String value) throws Exception {
    Result ended = cli.run(create(chart, key));
    assertThat(optOut(ended, key)).hasToString(value);
  }

  @ParameterizedTest
  @MethodSource("generations")
  void dryRun_optsOutAgainstAllThatTheUserGives(
      String chart, String version, String key, String value) throws Exception {
    List<String> words = new ArrayList<>(List.of(create(chart, key)));
    words.add("--dry-run");
    Result dry = cli.run(words.toArray(new String[0]));
    for (String shell : List.of("sh", "bash")) {
      Result ended = cli.runAny("", List.of(shell, "-c", dry.out()));
      assertThat(optOut(ended, key)).hasToString(value);
    }
  }

  @ParameterizedTest
  @MethodSource("generations")
  void publishedChartOfAnyName_isOptedOut(String chart, String version, String key, String value)
      throws Exception {
    cli.environment.put("TEST_CHART", RealHelm.chart(chart));
    for (String repo : List.of("https://charts.loft.sh", "https://charts.example")) {
      String line = "create my-vc --chart-name another --chart-repo " + repo;
      Result ended = cli.run((line + " --chart-version " + version).split(" "));
      assertThat(optOut(ended, key)).hasToString(value);
    }
  }

  @ParameterizedTest
  @MethodSource("generations")
  void mappingThatTheUserBroke_isOptedOutAllTheSame(
      String chart, String version, String key, String value) throws Exception {
    Path values = cli.work.resolve("v.yaml");
    for (String broken : List.of("telemetry:\n", "telemetry: off\n", "telemetry: [a]\n")) {
      Files.writeString(values, broken);
      String[] line = {
        "create", "my-vc", "--local-chart-dir", RealHelm.chart(chart), "-f", "v.yaml"
      };
      assertThat(optOut(cli.run(line), key)).hasToString(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"telemetry=null", "telemetry=on", "telemetry={a}", "telemetry.enabled.x=true"})
  void settingThatLeavesNoMapping_isRefusedByHelmOrOptedOut(String set) throws Exception {
    Result ended =
        cli.run("create", "my-vc", "--local-chart-dir", RealHelm.chart("enabled"), "--set", set);
    if (ended.exitCode() == 0) {
      assertThat(optOut(ended, "enabled")).hasToString("false");
    } else {
      assertThat(ended.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "string, disabled, false, instanceCreatorUID",
    "boolean, disabled, false, instanceCreatorUID",
    "machine, disabled, false, machineID",
    "enabled, enabled, true, machineID"
  })
  void whoIsNotOptedOut_isNamed(String chart, String key, String value, String hash)
      throws Exception {
    cli.environment.remove("VCLUSTER_TELEMETRY_DISABLED");
    JsonNode telemetry =
        RealHelm.telemetry(
            cli.run("create", "my-vc", "--local-chart-dir", RealHelm.chart(chart)).out());
    assertThat(telemetry.path("instanceCreator").asText()).isEqualTo("vclusterctl");
    assertThat(telemetry.path(hash).asText()).matches("[0-9a-f]{64}");
    assertThat(telemetry.path(key).asText()).isEqualTo(value);
  }

  @Test
  void chartOfNoGeneration_isMadeAsItIs() throws Exception {
    Result ended =
        cli.run("create", "my-vc", "--local-chart-dir", RealHelm.chart("silent"), "--set", "a=b");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("name: my-vc");
    assertThat(ended.err()).contains("0.15");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "it's", "a b", "é"})
  void temporaryFolder_mayHaveAnyName(String name) throws Exception {
    cli.environment.put("TMPDIR", Files.createDirectory(cli.work.resolve(name)).toString());
    Files.writeString(cli.work.resolve("v" + name), "controlPlane: {replicas: 7}");
    Result ended =
        cli.run(
            "create", "my-vc", "--local-chart-dir", RealHelm.chart("enabled"), "-f", "v" + name);
    assertThat(optOut(ended, "enabled")).hasToString("false");
    assertThat(ended.out()).contains("replicas: 7");
  }

  @Test
  void valuesFromAPipeAndFromStandardInput_reachHelm() throws Exception {
    String line =
        " create my-vc --local-chart-dir '"
            + RealHelm.chart("enabled")
            + "' -f <(echo 'controlPlane: {replicas: 7}') -f -";
    String input = "telemetry: {enabled: true, platformUserID: me}";
    Result ended = cli.runAny(input, List.of("bash", "-c", Cli.PROGRAM + line));
    assertThat(ended.out()).contains("replicas: 7").contains("platformUserID: me");
    assertThat(optOut(ended, "enabled")).hasToString("false");
    Result dry = cli.run("create", "my-vc", "-f", "-", "--dry-run");
    cli.environment.put("TEST_CHART", RealHelm.chart("enabled"));
    Result again = cli.runAny(input, List.of("sh", "-c", dry.out()));
    assertThat(again.out()).contains("platformUserID: me");
    assertThat(optOut(again, "enabled")).hasToString("false");
  }

  /** What the tests above would not show if the charts took anything. */
  @Test
  void chartOfTheNewestGeneration_refusesTheOldKey() throws Exception {
    Result ended =
        shell(
            "vcluster telemetry values --chart-version 0.19.0",
            "helm template x '" + RealHelm.chart("enabled") + "' --values -");
    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.err()).contains("disabled");
  }

  /** The user's own values all say the opposite. */
  private String[] create(String chart, String key) throws IOException {
    List<String> words = new ArrayList<>(List.of("create", "my-vc", "--upgrade"));
    words.addAll(List.of("--local-chart-dir", RealHelm.chart(chart)));
    for (String opposite : OPPOSITES) {
      if (opposite.contains(key)) {
        Path file = Files.createTempFile(cli.work, "it's ", ".yaml");
        words.addAll(List.of("-f", Files.writeString(file, opposite).toString()));
      }
    }
    String on = key.equals("enabled") ? "true" : "false";
    words.addAll(List.of("--set", "telemetry." + key + "=" + on));
    words.addAll(List.of("--set", "telemetry." + key + "=null,telemetry." + key + "=" + on));
    return words.toArray(new String[0]);
  }

  private static JsonNode optOut(Result ended, String key) throws IOException {
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return RealHelm.telemetry(ended.out()).path(key);
  }

  private Result shell(String left, String right) throws Exception {
    String line = "set -o pipefail; PATH=" + Cli.PROGRAM.getParent() + ":$PATH; " + left + " | ";
    return cli.runAny("", List.of("bash", "-c", line + right));
  }
}
