package vcluster.config;

import java.nio.file.Path;
import java.util.Map;
import vcluster.consent.Signals;

/** Collects what bears on consent from the environment and the two files. */
public final class SignalReader {
  /** The variable that replaces the CLI endpoint whole. */
  public static final String ENDPOINT = "VCLUSTER_TELEMETRY_ENDPOINT";

  private SignalReader() {}

  /**
   * Reads both files now; what can't be read becomes part of the answer.
   *
   * @param config the user's config file
   */
  public static Signals read(
      Map<String, String> environment, String version, Path policyFile, Path config) {
    return new Signals(
        FlagFile.read(policyFile, FlagFile.POLICY_FIELD),
        environment.get("DO_NOT_TRACK"),
        environment.get("VCLUSTER_TELEMETRY_DISABLED"),
        environment.get("VCLUSTER_TELEMETRY_CONFIG"),
        FlagFile.read(config, FlagFile.CONFIG_FIELD),
        version,
        !environment.getOrDefault(ENDPOINT, "").isEmpty());
  }
}
