package vcluster.consent;

/** Who may turn telemetry off, in the order in which they are asked and listed. */
public enum Source {
  POLICY_FILE,
  DO_NOT_TRACK,
  VCLUSTER_TELEMETRY_DISABLED,
  VCLUSTER_TELEMETRY_CONFIG,
  CONFIG_FILE,
  BUILD
}
