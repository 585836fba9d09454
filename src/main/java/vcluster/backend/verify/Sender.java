package vcluster.backend.verify;

/**
 * Who sent an event of the envelope, and when (protocol.md section 2).
 *
 * @param machineId a hash
 * @param platformUserId a keyed hash where the client said an e-mail address
 * @param timestamp as claimed, Unix seconds, however absurd
 */
public record Sender(
    String machineId, String platformInstanceId, String platformUserId, long timestamp) {}
