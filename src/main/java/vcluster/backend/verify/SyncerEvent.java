package vcluster.backend.verify;

import java.util.OptionalLong;

/**
 * One thing that happened in a syncer.
 *
 * @param type as the client named it; unknown ones are kept
 * @param timeMicros as claimed, Unix microseconds
 * @param error the class of error, empty if there was none
 * @param group {@code core} for the empty API group
 */
public record SyncerEvent(
    String type,
    long timeMicros,
    boolean success,
    OptionalLong processingMillis,
    String error,
    String group,
    String version,
    String kind) {}
