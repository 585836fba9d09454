package vcluster.syncer;

/**
 * One thing that happened; holds nothing of a resource but its kind.
 *
 * @param timeMicros Unix microseconds
 * @param processingMillis how long it took, 0 if that is unknown
 * @param reason a stable word for what failed, empty if nothing did; never an error's text
 */
public record SyncerEvent(
    EventType type,
    long timeMicros,
    boolean success,
    long processingMillis,
    String reason,
    Gvk gvk) {}
