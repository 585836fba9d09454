package vcluster.backend.verify;

/**
 * Why one event of a request is not kept; never says what the client wrote.
 *
 * @param index of the event in the request
 * @param path a JSON pointer (RFC 6901) within the event, going on inside {@code properties}
 * @param reason a stable phrase
 */
public record Rejection(int index, String path, String reason) {}
