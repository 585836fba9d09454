package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffSignalIT {
  private static final int WAITING = 3;

  /** Behind this /etc is a folder of links into the real one, and has a policy file of its own. */
  private static final String POLICY =
      """
      real=$HOME.real etc=$HOME.etc
      mkdir -p "$real" "$etc/vcluster" && mount --bind /etc "$real" || exit 99
      ln -s "$real"/* "$etc" 2>/dev/null
      printf '%s' '${policy}' > "$etc/vcluster/telemetry.json"
      mount --bind "$etc" /etc || exit 99
      """;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DO_NOT_TRACK|1",
        "DO_NOT_TRACK|yes",
        "VCLUSTER_TELEMETRY_DISABLED|true",
        "VCLUSTER_TELEMETRY_CONFIG|{\"disabled\":true}",
        "VCLUSTER_TELEMETRY_CONFIG|{\"disabled\":\"true\"}"
      })
  void variable_isADefiniteOff(String name, String value) throws IOException {
    assertDefinite(sandbox.vcluster().with(name, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"telemetryDisabled\":true}", "{\"TELEMETRYdisabled\": true, \"a\":1}"})
  void configFile_isADefiniteOff(String content) throws IOException {
    sandbox.writeConfig(content.getBytes(StandardCharsets.UTF_8));
    assertDefinite(sandbox.vcluster());
  }

  @Test
  void otherConfigFile_isADefiniteOff() throws IOException {
    sandbox.vcluster().run("telemetry", "disable", "--config", sandbox.root() + "/other.json");
    sandbox.fill(WAITING);

    sandbox.vcluster().run("version", "--config", sandbox.root() + "/other.json");

    assertNothingLeft();
  }

  @Test
  void policyFile_isADefiniteOff_thatEnableCannotOverrule() throws IOException {
    Vcluster vcluster = Mounts.behind(policy("{\"disabled\":true}"), sandbox.vcluster());
    assertDefinite(vcluster);

    Result enable = vcluster.run("telemetry", "enable");

    assertThat(enable.exitCode()).isEqualTo(1);
    assertThat(enable.err()).contains("/etc/vcluster/telemetry.json");
    assertThat(sandbox.config()).doesNotExist();
  }

  @Test
  void policyFile_thatAllows_changesNothing() {
    Vcluster vcluster = Mounts.behind(policy("{\"disabled\":false}"), sandbox.vcluster());

    vcluster.run("completion", "bash");

    assertThat(sandbox.waiting()).isEqualTo(1);
  }

  @Test
  void damagedPolicyFile_isDoubt() throws IOException {
    assertDoubt(Mounts.behind(policy("{"), sandbox.vcluster()));
  }

  @Test
  void damagedConfigFile_isDoubt() throws IOException {
    sandbox.writeConfig(new byte[] {'{'});
    assertDoubt(sandbox.vcluster());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[]", "{\"disabled\":1}"})
  void variableThatIsNotParsable_isDoubt(String value) throws IOException {
    assertDoubt(sandbox.vcluster().with("VCLUSTER_TELEMETRY_CONFIG", value));
  }

  @Test
  void variableWithAnIdOfAnySize_isDoubt_andStatusSaysSo() throws IOException {
    String value = "{\"machineID\":\"%s\"}".formatted("x".repeat(100_000));
    Vcluster vcluster = sandbox.vcluster().with("VCLUSTER_TELEMETRY_CONFIG", value);

    assertThat(vcluster.run("telemetry", "status").out())
        .startsWith(
            "Telemetry is off: VCLUSTER_TELEMETRY_CONFIG has a value longer than 256 bytes.");
    assertThat(vcluster.run("telemetry", "preview").out()).hasSizeLessThan(1_000);
    assertDoubt(vcluster);
  }

  @Test
  void developmentBuild_withoutAnEndpoint_isLikeDoubt() throws IOException {
    String version = sandbox.vcluster().off().run("version").out().strip();
    assumeTrue(version.endsWith("-SNAPSHOT"), "not a development build");
    // Without a network, for this test is about what would be sent to the real backend.
    Vcluster vcluster = sandbox.vcluster().without("VCLUSTER_TELEMETRY_ENDPOINT");
    assertDoubt(Mounts.withoutNetwork(vcluster));
  }

  private void assertDefinite(Vcluster vcluster) throws IOException {
    sandbox.fill(WAITING);
    assertThat(vcluster.run("version").exitCode()).isZero();
    assertNothingLeft();

    sandbox.fill(WAITING);
    assertThat(vcluster.run("telemetry", "flush").exitCode()).isZero();
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    sandbox.uploaders().awaitNone();
    assertThat(sandbox.waiting()).isZero();
    assertThat(sandbox.backend().connections()).isZero();
  }

  private void assertDoubt(Vcluster vcluster) throws IOException {
    sandbox.fill(WAITING);
    assertThat(vcluster.run("version").exitCode()).isZero();
    Result flush = vcluster.run("telemetry", "flush");

    sandbox.uploaders().awaitNone();
    assertThat(flush.exitCode()).isEqualTo(1);
    assertThat(flush.err()).contains("telemetry is off");
    assertThat(sandbox.waiting()).isEqualTo(WAITING);
    assertThat(sandbox.backend().connections()).isZero();
  }

  private static String policy(String content) {
    return POLICY.replace("${policy}", content);
  }
}
