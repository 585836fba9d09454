package vcluster.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What is in the outbox.
 *
 * @param events how many events wait, those of a frozen batch included
 * @param oldest when the oldest was recorded, Unix seconds; null if none waits
 * @param drops how many went undelivered
 */
public record Waiting(int events, @Nullable Long oldest, Undelivered drops) {}
