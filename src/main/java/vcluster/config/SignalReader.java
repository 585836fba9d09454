package vcluster.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vcluster.consent.Setting;
import vcluster.consent.Signals;
import vcluster.consent.TelemetryConfig;

/** Collects what bears on consent from the environment and the two files. */
public final class SignalReader {
  /** The variable that replaces the CLI endpoint whole. */
  public static final String ENDPOINT = "VCLUSTER_TELEMETRY_ENDPOINT";

  /** The variable that replaces the syncer's endpoint whole. */
  public static final String SYNCER_ENDPOINT = "SYNCER_TELEMETRY_ENDPOINT";

  private SignalReader() {}

  /**
   * Reads both files now; what can't be read becomes part of the answer.
   *
   * @param config the user's config file
   */
  public static Signals read(
      Map<String, String> environment, String version, Path policyFile, Path config) {
    Setting choice = ConfigFile.read(config);
    return signals(environment, version, policyFile, choice, ENDPOINT);
  }

  /**
   * The same for a syncer.
   *
   * @param config the config file of the user it runs as; empty where there is no home
   */
  public static Signals ofSyncer(
      Map<String, String> environment, String version, Path policyFile, Optional<Path> config) {
    Setting choice = config.map(ConfigFile::read).orElseGet(() -> new Setting.Absent(false));
    return signals(environment, version, policyFile, choice, SYNCER_ENDPOINT);
  }

  private static Signals signals(
      Map<String, String> environment,
      String version,
      Path policyFile,
      Setting choice,
      String endpoint) {
    return new Signals(
        PolicyFile.read(policyFile),
        environment.get("DO_NOT_TRACK"),
        environment.get("VCLUSTER_TELEMETRY_DISABLED"),
        environment.get(TelemetryConfig.VARIABLE),
        choice,
        version,
        !environment.getOrDefault(endpoint, "").isEmpty());
  }
}
