package vcluster.helm;

/**
 * Who creates an instance, as its telemetry will tell; unknown ids are empty strings.
 *
 * @param instanceCreatorUid the machine's hash in the form of charts before 0.18
 * @param machineId the machine's hash in the form of later charts, which events carry too
 */
public record Creator(
    String instanceCreatorUid, String machineId, String platformUserId, String platformInstanceId) {
  /** What the original's command line calls itself. */
  static final String NAME = "vclusterctl";
}
