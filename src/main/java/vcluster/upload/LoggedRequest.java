package vcluster.upload;

/**
 * A request that left this machine.
 *
 * @param time when it was about to begin, Unix seconds
 * @param key its {@code Idempotency-Key}
 * @param events how many events it carried
 * @param answer the word of its {@link SendResult}, {@code unknown} if the uploader ended before it
 * @param status the status code, 0 if there was none
 * @param body its exact body
 */
public record LoggedRequest(
    long time, String url, String key, int events, String answer, int status, String body) {}
