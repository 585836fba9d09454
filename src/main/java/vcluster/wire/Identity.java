package vcluster.wire;

/**
 * Who sends: what the uploader adds to each event. Unknown ids are empty strings.
 *
 * @param machineId the hash of the machine's id, 64 hexadecimal digits, or what {@code
 *     VCLUSTER_TELEMETRY_CONFIG} puts in its place
 * @param osName Go's name of the system, such as {@code linux}
 * @param osArch Go's name of the architecture, such as {@code amd64}
 */
public record Identity(
    String machineId,
    String platformInstanceId,
    String platformUserId,
    String osName,
    String osArch) {}
