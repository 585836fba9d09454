package vcluster.syncer;

/**
 * A body that stays the same in every attempt.
 *
 * @param key the {@code Idempotency-Key}, a UUID
 * @param events how many events it holds
 */
public record FrozenBody(String key, String body, int events) {}
