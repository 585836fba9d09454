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
   * @param telemetryConfig what the environment says of it; it never changes
   * @param config the user's config file; empty where there is no home
   * @param endpoint the variable that names an explicit endpoint
   */
  public static Signals read(
      Map<String, String> environment,
      TelemetryConfig telemetryConfig,
      String version,
      Path policyFile,
      Optional<Path> config,
      String endpoint) {
    return new Signals(
        PolicyFile.read(policyFile),
        environment,
        telemetryConfig.setting(),
        config.isPresent() ? ConfigFile.read(config.get()) : new Setting.Absent(false),
        version,
        !environment.getOrDefault(endpoint, "").isEmpty());
  }
}
