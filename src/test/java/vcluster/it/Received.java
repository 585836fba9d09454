package vcluster.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request that arrived whole. */
record Received(String head, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one request.
   *
   * @throws IOException also if the connection ends before the request does
   */
  static Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.US_ASCII);
    int length = Integer.parseInt(header(text, "Content-Length"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return new Received(text, new String(body, StandardCharsets.UTF_8));
  }

  String key() {
    return header(head, "Idempotency-Key");
  }

  /** The command of each event. */
  List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    try {
      for (JsonNode item : JSON.readTree(body).path("data")) {
        JsonNode properties = JSON.readTree(item.path("event").path("properties").asText());
        List<String> words = new ArrayList<>();
        properties.path("command").forEach(word -> words.add(word.asText()));
        commands.add(words);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(body, e);
    }
    return commands;
  }

  private static String header(String head, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }
}
