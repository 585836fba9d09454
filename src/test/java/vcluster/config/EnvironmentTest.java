package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.Signals;
import vcluster.consent.TelemetryConfig;
import vcluster.helm.HelmBinary;

class EnvironmentTest {
  private static final Path NONE = Path.of("/none");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "do_not_track=1",
        "Vcluster_Telemetry_Disabled=1",
        "vcluster_telemetry_config={\"disabled\":true}"
      })
  void offSignal_inAnyCase_countsOnWindowsAlone(String variable) {
    int sign = variable.indexOf('=');
    Map<String, String> variables =
        Map.of(variable.substring(0, sign), variable.substring(sign + 1));

    assertThat(decide(windows(variables)).optedOut()).isTrue();
    assertThat(decide(linux(variables)).optedOut()).isFalse();
  }

  @Test
  void path_ofWindows_isSearchedForHelm() throws Exception {
    Map<String, String> variables = Map.of("Path", "/bin");

    assertThat(HelmBinary.find("sh", windows(variables).variables(), NONE))
        .isEqualTo(Path.of("/bin/sh"));
  }

  @Test
  void policyFile_isTheMachines() {
    assertThat(linux(Map.of("PROGRAMDATA", "D:\\Data")).policyFile())
        .isEqualTo(Path.of("/etc/vcluster/telemetry.json"));
    assertThat(windows(Map.of("PROGRAMDATA", "D:\\Data")).policyFile().toString())
        .startsWith("D:\\Data")
        .endsWith("telemetry.json");
  }

  @Test
  void accountHome_ofWindows_isFoundAsTheOriginalFindsIt() {
    assertThat(windows(Map.of("UserProfile", "C:\\a", "HOMEDRIVE", "D:", "HOMEPATH", "\\b")))
        .returns("C:\\a", Environment::accountHome);
    assertThat(windows(Map.of("USERPROFILE", "", "HomeDrive", "D:", "HomePath", "\\b")))
        .returns("D:\\b", Environment::accountHome);
    assertThat(windows(Map.of("HOMEDRIVE", "D:"))).returns("/account", Environment::accountHome);
  }

  @Test
  void accountHome_elsewhere_isTheSystems() {
    assertThat(linux(Map.of("USERPROFILE", "C:\\a"))).returns("/account", Environment::accountHome);
  }

  private static Environment windows(Map<String, String> variables) {
    return Environment.of(variables, runtime("Windows 11"));
  }

  private static Environment linux(Map<String, String> variables) {
    return Environment.of(variables, runtime("Linux"));
  }

  private static Properties runtime(String system) {
    Properties runtime = new Properties();
    runtime.setProperty("os.name", system);
    runtime.setProperty("user.home", "/account");
    return runtime;
  }

  private static Decision decide(Environment environment) {
    Map<String, String> variables = environment.variables();
    Signals signals =
        SignalReader.read(
            variables,
            TelemetryConfig.of(variables),
            "1.0.0",
            NONE,
            Optional.empty(),
            SignalReader.ENDPOINT);
    return Consent.decide(signals);
  }
}
