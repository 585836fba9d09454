package vcluster.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command that was run. It holds no identity and nothing that was typed.
 *
 * @param time Unix seconds
 * @param version the program's version, without a leading {@code v}
 * @param command the program's name, the command path, then what was used of its definition
 * @param error why the command failed, null if it did not
 * @param zone the abbreviation of the local time zone at that time
 */
public record Event(
    long time, String version, List<String> command, @Nullable Failure error, String zone) {
  public Event {
    command = List.copyOf(command);
  }

  /** The event as one line of JSON in ASCII, the form in which it waits on disk; no line end. */
  public String toLine() {
    StringBuilder out = new StringBuilder(160);
    out.append("{\"time\":").append(time);
    appendText(out.append(",\"version\":"), version);
    out.append(",\"command\":[");
    String separator = "";
    for (String word : command) {
      appendText(out.append(separator), word);
      separator = ",";
    }
    out.append(']');
    if (error != null) {
      appendText(out.append(",\"error\":"), error.word());
    }
    appendText(out.append(",\"zone\":"), zone);
    return out.append('}').toString();
  }

  /**
   * In ASCII a line has as many bytes as characters, and the outbox counts bytes. Jackson's
   * generator would be more than half of what recording a command costs.
   */
  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Whether {@code line} begins and ends as an event does; costs next to nothing. */
  public static boolean isWhole(String line) {
    return line.startsWith("{\"time\":") && line.endsWith("}");
  }

  /** Parses one line; empty if it is not a whole event, as after a crash in the middle of it. */
  public static Optional<Event> parse(String line) {
    try (JsonParser json = new JsonFactory().createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Draft draft = new Draft();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        draft.read(json.currentName(), json);
      }
      return json.nextToken() == null ? draft.event() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static final class Draft {
    private long time = Long.MIN_VALUE;
    private @Nullable String version;
    private @Nullable String zone;
    private @Nullable Failure error;
    private final List<String> command = new ArrayList<>();

    void read(String name, JsonParser json) throws IOException {
      JsonToken token = json.nextToken();
      switch (name) {
        case "time" -> time = json.getLongValue();
        case "version" -> version = text(json, token);
        case "zone" -> zone = text(json, token);
        case "error" -> error = Failure.of(text(json, token));
        case "command" -> readCommand(json, token);
        default -> json.skipChildren();
      }
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
      if (token != JsonToken.VALUE_STRING) {
        throw new IOException("not a string");
      }
      return json.getText();
    }

    private void readCommand(JsonParser json, JsonToken token) throws IOException {
      if (token != JsonToken.START_ARRAY) {
        throw new IOException("not an array");
      }
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        command.add(json.getText());
      }
    }

    Optional<Event> event() {
      if (time == Long.MIN_VALUE || version == null || zone == null || command.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Event(time, version, command, error, zone));
    }
  }
}
