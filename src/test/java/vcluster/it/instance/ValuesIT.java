package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.it.Result;
import vcluster.machine.GoPlatform;
import vcluster.machine.MachineHash;
import vcluster.machine.MachineId;

/** {@code telemetry values}: whose off travels, and what is said of whom. */
class ValuesIT {
  private static final String OFF = "telemetry:\n  enabled: false\n";

  @TempDir Path folder;
  @AutoClose private Cli cli;

  @BeforeEach
  void setUp() throws IOException {
    cli = new Cli(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DO_NOT_TRACK | 1",
        "VCLUSTER_TELEMETRY_DISABLED | yes",
        "VCLUSTER_TELEMETRY_CONFIG | {\"disabled\":true}",
        "VCLUSTER_TELEMETRY_CONFIG | {\"disabled\":\"true\"}",
        "VCLUSTER_TELEMETRY_CONFIG | {\"disabled\":",
      })
  void variable_travels(String name, String value) throws Exception {
    cli.environment.put(name, value);
    assertThat(cli.run("telemetry", "values")).isEqualTo(new Result(0, OFF, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"telemetryDisabled\":true}", "", "null", "{\"telemetryDisabled\":1}"})
  void configFile_travels(String config) throws Exception {
    Files.writeString(cli.home.resolve(".vcluster/config.json"), config);
    assertThat(cli.run("telemetry", "values")).isEqualTo(new Result(0, OFF, ""));
    Files.move(cli.home.resolve(".vcluster/config.json"), cli.work.resolve("c.json"));
    // Of an off that is clear a mark stays behind.
    Files.deleteIfExists(cli.home.resolve(".vcluster/config.json.disabled"));
    assertThat(cli.run("telemetry", "values").out()).contains("vclusterctl");
    assertThat(cli.run("--config", "c.json", "telemetry", "values").out()).isEqualTo(OFF);
  }

  @Test
  void disableAndEnable_travel() throws Exception {
    cli.run("telemetry", "disable");
    assertThat(cli.run("telemetry", "values").out()).isEqualTo(OFF);
    cli.run("telemetry", "enable");
    assertThat(cli.run("telemetry", "values").out()).contains("vclusterctl");
  }

  @Test
  void homeThatNobodyKnows_isNoConsent() throws Exception {
    cli.environment.put("HOME", "");
    Result nobody =
        cli.runAny(
            "",
            List.of(
                "sh", "-c", "HOME=$(printf '\\377') exec " + Cli.PROGRAM + " telemetry values"));
    assertThat(nobody).isEqualTo(new Result(0, OFF, ""));
  }

  @Test
  void silenceOfADevelopmentBuild_staysAtHome() throws Exception {
    // Not recorded, so nothing is sent even by a release that goes without an endpoint.
    cli.environment.remove("VCLUSTER_TELEMETRY_ENDPOINT");
    assertThat(cli.run("telemetry", "values").out()).contains("vclusterctl").contains("machineID");
  }

  @ParameterizedTest
  @CsvSource({
    "0.15.0, instanceCreatorUID, true",
    "0.17.0, instanceCreatorUID, true",
    "0.18.0, machineID, false",
    "0.20.0, machineID, false"
  })
  void machine_isNamedInTheFormOfTheGeneration(String version, String field, boolean old)
      throws Exception {
    GoPlatform platform = GoPlatform.of(System.getProperties());
    JsonNode telemetry = values("--chart-version", version);
    String id =
        MachineId.ofSystem()
            .find(platform.os(), cli.home.resolve(".vcluster/telemetry/machine-id"), true);
    String home = cli.home.toString();
    assertThat(telemetry.path(field).asText())
        .isEqualTo(
            old ? MachineHash.instanceCreatorUid(id, home) : MachineHash.machineId(id, home));
  }

  @Test
  void idsOfThePlatform_areGivenToTheGenerationThatHasFieldsForThem() throws Exception {
    cli.environment.put(
        "VCLUSTER_TELEMETRY_CONFIG",
        "{\"platformUserID\":\"me: \\\"x\\\"\\n"
            + "\",\"platformInstanceID\":\"p\",\"machineID\":\"m\"}");
    assertThat(cli.run("telemetry", "values", "--chart-version", "v0.19.10").out())
        .isEqualTo(
            """
            telemetry:
              disabled: false
              instanceCreator: "vclusterctl"
              platformUserID: "me: \\"x\\"\\n"
              platformInstanceID: "p"
              machineID: "m"
            """);
    assertThat(values("--chart-version", "0.20.0").size()).isEqualTo(2);
  }

  @Test
  void chartBefore015_hasNothingToBeTold() throws Exception {
    Result ended = cli.run("telemetry", "values", "--chart-version", "0.14.9");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).isEqualTo("{}\n");
    assertThat(ended.err()).contains("0.15");
    assertThat(cli.run("-s", "telemetry", "values", "--chart-version", "0.14.9").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "", "0.20", "0.20.0.0", "0.20.0\n"})
  void whatIsNoVersion_isAUsageError(String version) throws Exception {
    Result ended = cli.run("telemetry", "values", "--chart-version", version);
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("--chart-version");
  }

  private JsonNode values(String... options) throws Exception {
    String[] words = new String[options.length + 4];
    System.arraycopy(new String[] {"telemetry", "values", "-o", "json"}, 0, words, 0, 4);
    System.arraycopy(options, 0, words, 4, options.length);
    return new ObjectMapper().readTree(cli.run(words).out()).path("telemetry");
  }
}
