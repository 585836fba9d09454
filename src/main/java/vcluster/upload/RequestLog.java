package vcluster.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;
import vcluster.outbox.Batch;
import vcluster.outbox.TelemetryFolder;

/**
 * The log of requests: one line before a request begins, one when it is answered; at most 1 MiB in
 * two files. Its writer holds the upload lock.
 */
public record RequestLog(TelemetryFolder folder) {
  private static final int MAX_FILE = 1 << 19;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Notes that a request is about to begin.
   *
   * @param id tells this attempt from every other
   * @param now Unix seconds
   * @throws IOException if it can't be noted, and then the request must not begin
   */
  public void begins(String id, Batch batch, String url, long now) throws IOException {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("id", id).put("time", now).put("url", url);
    line.put("key", batch.key()).put("events", batch.events()).put("body", batch.body());
    append(line);
  }

  /** Notes the answer of the request {@code id}. */
  public void answered(String id, SendResult answer) throws IOException {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("id", id).put("answer", answer.word()).put("status", answer.status());
    append(line);
  }

  /** The requests, newest last. */
  public List<LoggedRequest> read() throws IOException {
    Map<String, ObjectNode> requests = new LinkedHashMap<>();
    for (Path file : List.of(folder.olderRequests(), folder.requests())) {
      for (String line : new LineFile(file, 2 * MAX_FILE).lines()) {
        read(line, requests);
      }
    }
    return requests.values().stream().map(RequestLog::request).toList();
  }

  /** The newest request. */
  public Optional<LoggedRequest> last() throws IOException {
    List<LoggedRequest> requests = read();
    return requests.isEmpty() ? Optional.empty() : Optional.of(requests.get(requests.size() - 1));
  }

  private void append(ObjectNode line) throws IOException {
    String text = MAPPER.writeValueAsString(line);
    Path current = folder.requests();
    LineFile file = new LineFile(current, MAX_FILE);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (Files.exists(current) && file.size() + bytes >= MAX_FILE) {
      AtomicFile.rename(current, folder.olderRequests());
    }
    file.append(text);
  }

  private static void read(String text, Map<String, ObjectNode> requests) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode line) {
        String id = line.path("id").asText();
        if (line.has("body")) {
          requests.put(id, line);
        } else {
          requests.computeIfPresent(id, (same, begun) -> begun.setAll(line));
        }
      }
    } catch (JsonProcessingException e) {
      // A line that a full disk or a crash cut short.
      return;
    }
  }

  private static LoggedRequest request(ObjectNode line) {
    return new LoggedRequest(
        line.path("time").asLong(),
        line.path("url").asText(),
        line.path("key").asText(),
        line.path("events").asInt(),
        line.path("answer").asText("unknown"),
        line.path("status").asInt(),
        line.path("body").asText());
  }
}
