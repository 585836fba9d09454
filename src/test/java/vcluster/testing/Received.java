package vcluster.testing;

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
public record Received(String head, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TLS_HANDSHAKE = 22;

  /**
   * Reads one request; an empty one for a client that begins with TLS where there is none.
   *
   * @throws IOException also if the connection ends before the request does
   */
  public static Received read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      if (next == TLS_HANDSHAKE && head.size() == 0) {
        // To its end: what is left unread would become a reset that overtakes the answer.
        byte[] start = in.readNBytes(4);
        in.readNBytes((start[2] & 0xFF) << 8 | (start[3] & 0xFF));
        return new Received("", "");
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.US_ASCII);
    int length = Integer.parseInt("0" + header(text, "Content-Length"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return new Received(text, new String(body, StandardCharsets.UTF_8));
  }

  public String key() {
    return header("Idempotency-Key");
  }

  /** The value of a header, empty if it has none. */
  public String header(String name) {
    return header(head, name);
  }

  public List<List<String>> commands() {
    return Unchecked.get(this::readCommands);
  }

  private List<List<String>> readCommands() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (JsonNode item : JSON.readTree(body).path("data")) {
      JsonNode properties = JSON.readTree(item.path("event").path("properties").asText());
      List<String> words = new ArrayList<>();
      properties.path("command").forEach(word -> words.add(word.asText()));
      commands.add(words);
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
