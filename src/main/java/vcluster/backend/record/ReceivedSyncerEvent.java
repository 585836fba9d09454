package vcluster.backend.record;

/**
 * One thing that a syncer did (docs/protocol.md#the-syncer-payload).
 *
 * @param claimed Unix microseconds as the client gave them, however absurd
 * @param processing milliseconds, 0 if unknown
 * @param error one stable word, empty if nothing failed
 * @param group the API group, {@code core} for the empty one
 */
public record ReceivedSyncerEvent(
    long claimed,
    String type,
    boolean success,
    long processing,
    String error,
    String group,
    String version,
    String kind) {}
