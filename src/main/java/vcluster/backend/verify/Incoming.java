package vcluster.backend.verify;

import java.util.Optional;
import java.util.UUID;

/**
 * One thing to be kept, exactly once.
 *
 * @param once the same for each attempt to deliver it: 128 bits of a hash of the request's
 *     idempotency key and the event's index, or of a syncer's uid and events; empty if it can't be
 *     told from another of its kind
 */
public record Incoming(Telemetry telemetry, Optional<UUID> once) {}
