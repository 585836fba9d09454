package vcluster.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;
import vcluster.outbox.Batch;
import vcluster.outbox.TelemetryFolder;

/**
 * The log of requests: one line before a request begins, one when it is answered; at most 1 MiB in
 * two files. Its writer holds the upload lock.
 */
public final class RequestLog {
  private static final int MAX_FILE = 1 << 19;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Path current;
  private final Path older;

  /** The log in {@code folder}. */
  public RequestLog(TelemetryFolder folder) {
    this.current = folder.requests();
    this.older = folder.olderRequests();
  }

  /**
   * Notes that a request is about to begin.
   *
   * @param id tells this attempt from every other
   * @param now Unix seconds
   * @throws IOException if it can't be noted, and then the request must not begin
   */
  public void begins(String id, Batch batch, String url, long now) throws IOException {
    ObjectNode line = mapper.createObjectNode();
    line.put("id", id).put("time", now).put("url", url);
    line.put("key", batch.key()).put("events", batch.events()).put("body", batch.body());
    append(line);
  }

  /** Notes the answer of the request {@code id}. */
  public void answered(String id, SendResult answer) throws IOException {
    ObjectNode line = mapper.createObjectNode();
    line.put("id", id).put("answer", answer.word()).put("status", answer.status());
    append(line);
  }

  /** The requests, newest last. */
  public List<LoggedRequest> read() throws IOException {
    Map<String, LoggedRequest> requests = new LinkedHashMap<>();
    for (Path file : List.of(older, current)) {
      for (String line : new LineFile(file, 2 * MAX_FILE).lines()) {
        read(line, requests);
      }
    }
    return new ArrayList<>(requests.values());
  }

  private void append(ObjectNode line) throws IOException {
    String text = mapper.writeValueAsString(line);
    LineFile file = new LineFile(current, MAX_FILE);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (Files.exists(current) && file.size() + bytes >= MAX_FILE) {
      AtomicFile.rename(current, older);
    }
    file.append(text);
  }

  private void read(String text, Map<String, LoggedRequest> requests) {
    JsonNode line;
    try {
      line = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      // A line that a full disk or a crash cut short.
      return;
    }
    String id = line.path("id").asText();
    if (line.has("body")) {
      requests.put(id, begun(line));
    } else {
      requests.computeIfPresent(id, (same, begun) -> withAnswer(begun, line));
    }
  }

  private static LoggedRequest begun(JsonNode line) {
    return new LoggedRequest(
        line.path("time").asLong(),
        line.path("url").asText(),
        line.path("key").asText(),
        line.path("events").asInt(),
        "unknown",
        0,
        line.path("body").asText());
  }

  private static LoggedRequest withAnswer(LoggedRequest begun, JsonNode line) {
    return new LoggedRequest(
        begun.time(),
        begun.url(),
        begun.key(),
        begun.events(),
        line.path("answer").asText(),
        line.path("status").asInt(),
        begun.body());
  }
}
