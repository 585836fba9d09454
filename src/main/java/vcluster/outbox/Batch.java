package vcluster.outbox;

/**
 * Events in the form in which they are sent, frozen: the same bytes and the same key in every
 * attempt.
 *
 * @param key the {@code Idempotency-Key}, a UUID
 * @param events how many events the body holds, 1 to {@link FileOutbox#MAX_BATCH}
 * @param oldest when the oldest of them was recorded, Unix seconds
 * @param body the request body
 */
public record Batch(String key, int events, long oldest, String body) {}
