package vcluster.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.AtomicFile;

/**
 * When the next attempt may begin; all times are Unix seconds.
 *
 * @param failures how many attempts have failed in a row
 * @param written when this was noted
 * @param backoffUntil our own backoff, which {@code flush} may ignore
 * @param serverUntil the server's {@code Retry-After}, which nobody ignores; 0 if it gave none
 */
public record RetryNote(int failures, long written, long backoffUntil, long serverUntil) {
  /** No wait is longer than this, in seconds, whatever a server or a jumping clock says. */
  public static final long SECONDS_AT_MOST = 24 * 60 * 60;

  /** Nothing has failed. */
  public static RetryNote none() {
    return new RetryNote(0, 0, 0, 0);
  }

  /** Reads the note; none where there is no file, or one that is not ours. */
  public static RetryNote read(Path file) {
    if (!Files.exists(file)) {
      return none();
    }
    long[] values = new long[4];
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          switch (String.valueOf(json.currentName())) {
            case "failures" -> values[0] = json.getIntValue();
            case "written" -> values[1] = json.getLongValue();
            case "backoffUntil" -> values[2] = json.getLongValue();
            case "serverUntil" -> values[3] = json.getLongValue();
            default -> {}
          }
        }
      }
    } catch (IOException e) {
      return none();
    }
    return new RetryNote((int) values[0], values[1], values[2], values[3]);
  }

  /** Keeps the note on disk. */
  public void write(Path file) throws IOException {
    String json =
        "{\"failures\":%d,\"written\":%d,\"backoffUntil\":%d,\"serverUntil\":%d}"
            .formatted(failures, written, backoffUntil, serverUntil);
    AtomicFile.replace(file, json.getBytes(StandardCharsets.US_ASCII));
  }

  /** When an uploader may be started. */
  public long notBefore(long now) {
    return Math.max(capped(backoffUntil, now), capped(serverUntil, now));
  }

  /** When the server may be asked, our own backoff aside. */
  public long serverNotBefore(long now) {
    return capped(serverUntil, now);
  }

  /** A note from the future comes from a clock that has been set back: it holds nobody up. */
  private long capped(long until, long now) {
    return written > now ? 0 : Math.min(until, written + SECONDS_AT_MOST);
  }
}
